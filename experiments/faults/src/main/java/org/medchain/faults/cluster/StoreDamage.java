package org.medchain.faults.cluster;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.faults.plan.FaultEvent;
import org.medchain.launcher.WholeFolder;

/** What happens to a store while its node is away. */
record StoreDamage(UniformRandomProvider random) {
  private static final String LOCK = "LOCK";

  /**
   * Damages the store of a node that does not run.
   *
   * @param data the node's data folder
   */
  void damage(FaultEvent fault, Path data) throws IOException {
    switch (fault.kind()) {
      case STORE_WIPE -> WholeFolder.delete(data);
      case STORE_CUT -> cut(oneOf(files(data)), Math.round(fault.amount().orElseThrow()));
      case STORE_FLIP -> flip(oneOf(files(data)));
      case STORE_SWAP -> swap(oneOf(files(data)), oneOf(files(data)));
      case STORE_REMOVE -> Files.delete(oneOf(files(data)));
      default -> throw new IllegalArgumentException(fault.kind().word() + " damages no store");
    }
  }

  /** Log, blocks and snapshots; not the index, which a node rebuilds from them. */
  private static List<Path> files(Path data) throws IOException {
    Path store = data.resolve("store");
    try (Stream<Path> all = Files.list(store)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(LOCK))
          .sorted()
          .toList();
    }
  }

  private Path oneOf(List<Path> files) throws IOException {
    if (files.isEmpty()) {
      throw new IOException("the store has no files");
    }
    return files.get(random.nextInt(files.size()));
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(Math.max(0, open.length() - bytes));
    }
  }

  private void flip(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      if (open.length() > 0) {
        long at = random.nextLong(open.length());
        open.seek(at);
        int old = open.read();
        open.seek(at);
        open.write(old ^ (1 << random.nextInt(8)));
      }
    }
  }

  private static void swap(Path one, Path other) throws IOException {
    Path aside = one.resolveSibling("aside");
    Files.move(one, aside);
    if (!one.equals(other)) {
      Files.move(other, one);
    }
    Files.move(aside, other, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Copies a folder, for {@link FaultEvent}s that bring it back later. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path place = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(place);
        } else {
          Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
