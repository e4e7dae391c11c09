package org.medchain.trace;

/**
 * A trace by hand whose last line breaks a rule, and no line before it any.
 *
 * @param rule as the model names it; empty if there is no such action
 * @param trace the lines
 */
record BrokenRule(String rule, PbftTraceBuilder trace) {}
