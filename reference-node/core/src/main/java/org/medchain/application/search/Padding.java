package org.medchain.application.search;

/** How an update hides how many keywords its record has, and how often each keyword occurs. */
public enum Padding {
  /** Not at all: for measuring what padding does (VER-11). */
  NONE,
  /**
   * To a multiple of 16 entries, under the known keywords that have the fewest entries so far, so
   * that rare ones look more alike (VER-6).
   */
  SMOOTHED
}
