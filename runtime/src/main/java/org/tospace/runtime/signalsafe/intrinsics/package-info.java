/** Methods that compiled code does not call but does itself, by an instruction or a few. */
package org.tospace.runtime.signalsafe.intrinsics;
