/**
 * Holds traces (spec/trace-format.md) against the message-level models in spec/tla: TLC reads the
 * lines through operators that are written in Java, and says which line the model does not allow.
 */
package org.medchain.trace;
