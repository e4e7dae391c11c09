/** Compares traces (spec/trace-format.md) with the message-level models in spec/tla, by TLC. */
package org.medchain.trace;
