package org.medchain.claims.chain;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * One bit of a member's stored blocks, in a segment that is sealed: nothing is written there any
 * more.
 *
 * @param file name of the segment in the store's folder
 * @param at byte in it
 * @param bit of that byte, 0 to 7
 */
record StoredBit(String file, long at, int bit) {

  /** Draws one of the bits of the sealed segments of a store. */
  static StoredBit draw(Path store, UniformRandomProvider random) throws IOException {
    List<Path> segments;
    try (Stream<Path> all = Files.list(store)) {
      segments =
          all.filter(each -> each.getFileName().toString().startsWith("blocks-")).sorted().toList();
    }
    if (segments.size() < 2) {
      throw new IllegalStateException("no segment of the store is sealed; it needs more blocks");
    }
    Path segment = segments.get(random.nextInt(segments.size() - 1));
    return new StoredBit(
        segment.getFileName().toString(),
        random.nextLong(Files.size(segment)),
        random.nextInt(Byte.SIZE));
  }

  /** Flips it in a store; twice changes nothing. */
  void flip(Path store) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(store.resolve(file).toFile(), "rw")) {
      open.seek(at);
      int old = open.read();
      open.seek(at);
      open.write(old ^ (1 << bit));
    }
  }
}
