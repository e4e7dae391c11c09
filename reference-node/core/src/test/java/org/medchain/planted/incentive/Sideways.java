package org.medchain.planted.incentive;

import org.medchain.planted.Breaks;
import org.medchain.planted.network.Post;

/** Uses a lower layer, but not the only one that this layer may use. */
@Breaks("layers use lower ones only")
final class Sideways {
  int to(Post post) {
    return post.to();
  }
}
