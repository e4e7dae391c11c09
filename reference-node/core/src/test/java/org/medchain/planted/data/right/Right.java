package org.medchain.planted.data.right;

import org.medchain.planted.Breaks;
import org.medchain.planted.data.left.Left;

/** One half of a cycle. */
@Breaks("no package cycles")
public final class Right {
  /** The other half. */
  public Left left() {
    return new Left();
  }
}
