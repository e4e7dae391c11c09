package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/** Damages a store's files at random: cut, flip, swap, remove, duplicate. */
final class StoreDamages {
  private static final int KINDS = 10;

  private final FaultyVolume volume;
  private final Random random;

  StoreDamages(FaultyVolume volume, Random random) {
    this.volume = volume;
    this.random = random;
  }

  /** Does one damage, and says which. */
  String damage() throws IOException {
    return switch (random.nextInt(KINDS)) {
      case 0 -> cut(List.of(any()));
      case 1 ->
          cut(List.of(StoredSample.lastOf(volume, "log"), StoredSample.lastOf(volume, "blocks")));
      case 2 -> flip(any());
      case 3 -> flip(StoredSample.lastOf(volume, random.nextBoolean() ? "log" : "blocks"));
      case 4 -> swapFiles();
      case 5 -> swapRanges();
      case 6 -> remove();
      case 7 -> duplicateFile();
      case 8 -> duplicateRange();
      default -> loseWrite(any());
    };
  }

  private String any() {
    List<String> files = volume.list();
    return files.get(random.nextInt(files.size()));
  }

  private void put(String name, byte[] bytes) throws IOException {
    volume.delete(name);
    volume.create(name).append(ByteBuffer.wrap(bytes));
  }

  private String cut(List<String> files) throws IOException {
    StringBuilder done = new StringBuilder("cut");
    boolean deep = random.nextBoolean();
    for (String file : files) {
      int length = volume.bytes(file).length;
      int bytes =
          1 + random.nextInt(deep ? Math.max(1, length) : Math.min(Math.max(1, length), 400));
      volume.open(file).truncate(Math.max(0, length - bytes));
      done.append(' ').append(file).append(" by ").append(bytes);
    }
    return done.toString();
  }

  private String flip(String file) {
    int length = volume.bytes(file).length;
    int at = random.nextInt(Math.max(1, length));
    if (length > 0) {
      volume.flip(file, at, 1 << random.nextInt(8));
    }
    return "flip " + file + " at " + at;
  }

  private String swapFiles() throws IOException {
    String one = any();
    String other = any();
    byte[] bytes = volume.bytes(one);
    put(one, volume.bytes(other));
    put(other, bytes);
    return "swap " + one + " and " + other;
  }

  /** A range as long as fits into both. */
  private String swapRanges() {
    String one = any();
    String other = any();
    byte[] first = volume.bytes(one);
    byte[] second = volume.bytes(other);
    int length = 1 + random.nextInt(300);
    int from = random.nextInt(Math.max(1, first.length));
    int to = random.nextInt(Math.max(1, second.length));
    int common = Math.min(length, Math.min(first.length - from, second.length - to));
    volume.misdirect(other, to, Arrays.copyOfRange(first, from, from + common));
    volume.misdirect(one, from, Arrays.copyOfRange(second, to, to + common));
    return "swap " + common + " bytes of " + one + " at " + from + " and " + other + " at " + to;
  }

  /** Some files, but never all: the rest is not a store then, and says nothing. */
  private String remove() throws IOException {
    List<String> files = new ArrayList<>(volume.list());
    Collections.shuffle(files, random);
    int count = random.nextInt(4) == 0 ? 1 + random.nextInt(files.size() - 1) : 1;
    for (String file : files.subList(0, count)) {
      volume.delete(file);
    }
    return "remove " + files.subList(0, count);
  }

  /** Over another file, or beside it under a name that a segment could have. */
  private String duplicateFile() throws IOException {
    String file = any();
    long number = 1L + random.nextInt(60);
    String other =
        random.nextBoolean()
            ? any()
            : (random.nextBoolean() ? SegmentKind.LOG : SegmentKind.BLOCKS).fileName(number);
    put(other, volume.bytes(file));
    return "duplicate " + file + " as " + other;
  }

  /** A write that went to a wrong place, or once more to the end. */
  private String duplicateRange() {
    String from = any();
    String to = any();
    byte[] source = volume.bytes(from);
    int begin = random.nextInt(Math.max(1, source.length));
    byte[] moved =
        Arrays.copyOfRange(source, begin, Math.min(source.length, begin + 1 + random.nextInt(300)));
    int length = volume.bytes(to).length;
    int at = random.nextInt(4) == 0 ? length : random.nextInt(Math.max(1, length));
    volume.misdirect(to, at, moved);
    return "duplicate " + moved.length + " bytes of " + from + " over " + to + " at " + at;
  }

  /** A range of zeros: a write that the disk confirmed and never did. */
  private String loseWrite(String file) {
    int length = volume.bytes(file).length;
    int at = random.nextInt(Math.max(1, length));
    int bytes = Math.min(length - at, 1 + random.nextInt(300));
    volume.misdirect(file, at, new byte[bytes]);
    return "lose " + bytes + " bytes of " + file + " at " + at;
  }
}
