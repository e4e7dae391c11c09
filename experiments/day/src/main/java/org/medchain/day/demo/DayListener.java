package org.medchain.day.demo;

import java.io.IOException;

/** What goes along with the steps of a day. */
interface DayListener {
  /** The step of this number, from 1, is about to begin. */
  default void before(int number) throws IOException, InterruptedException {}

  /** It has ended. */
  void after(StepResult result) throws IOException, InterruptedException;
}
