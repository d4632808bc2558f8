/** What the tests of this module share: seeds, threads of mutators, graphs that are compared with a model. */
package org.tospace.gc.testing;
