package org.medchain.planted.network;

/** Something of a middle layer, for others to use where they must not. */
public final class Post {
  /** Where it goes. */
  public int to() {
    return 0;
  }
}
