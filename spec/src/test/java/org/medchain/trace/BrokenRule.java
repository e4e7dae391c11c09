package org.medchain.trace;

/** A trace whose last line alone breaks a rule, which is empty if the action is unknown. */
record BrokenRule(String rule, PbftTraceBuilder trace) {}
