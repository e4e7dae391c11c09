package org.medchain.planted.elsewhere;

import org.medchain.planted.Breaks;

/** Lies in no layer. */
@Breaks("every class lies in a layer")
final class Stray {
  private Stray() {}
}
