package org.medchain.planted.data.left;

import org.medchain.planted.Breaks;
import org.medchain.planted.data.right.Right;

/** One half of a cycle. */
@Breaks("no package cycles")
public final class Left {
  /** The other half. */
  public Right right() {
    return new Right();
  }
}
