/** Keeps the pages of {@code docs} and the examples in the API's Javadoc true: their code is compiled and, where it stands alone, run. */
package org.tospace.gc.documentation;
