package org.medchain.planted.data;

import org.medchain.planted.Breaks;
import org.medchain.planted.network.Post;

/** Uses a layer above its own. */
@Breaks("layers use lower ones only")
final class Upwards {
  int to(Post post) {
    return post.to();
  }
}
