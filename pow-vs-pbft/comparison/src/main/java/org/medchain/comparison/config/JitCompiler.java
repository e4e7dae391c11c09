package org.medchain.comparison.config;

/** Which of HotSpot's just-in-time compilers a node's process has (EXP-15). */
public enum JitCompiler {
  /**
   * The quick one alone: its code is a little slower and it is done within seconds, so that also a
   * short trial of many processes on few cores is no measurement of compilers.
   */
  C1,
  /** Both, as JVMs are built; the second one works for minutes. */
  TIERED
}
