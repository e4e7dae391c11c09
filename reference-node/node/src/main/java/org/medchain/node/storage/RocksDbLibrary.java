package org.medchain.node.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.node.durable.PrivateFiles;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.LoggerFactory;

/**
 * The native library of RocksDB, unpacked into a folder of the node's own (STO-18): by itself it is
 * unpacked into the system's temporary folder, under a new name at each start, and stays there when
 * the process is killed.
 */
final class RocksDbLibrary {
  /** Loaded once: after a failure RocksDB waits ten seconds at each further attempt. */
  private static Optional<Boolean> there = Optional.empty();

  private RocksDbLibrary() {}

  /** Whether it is there for this platform; loads it on first use. */
  static synchronized boolean isThere() {
    if (there.isEmpty()) {
      there = Optional.of(succeeds(RocksDB::loadLibrary));
    }
    return there.get();
  }

  /**
   * Loads it, unless this process did so before or the platform has it where it finds libraries;
   * where there is none for the platform, nothing happens.
   */
  static synchronized void load(Path folder) {
    if (there.isEmpty()) {
      there =
          Optional.of(
              succeeds(
                  () -> {
                    unpack(folder);
                    RocksDB.loadLibrary();
                  }));
    }
  }

  private static boolean succeeds(Runnable loading) {
    try {
      loading.run();
      return true;
    } catch (RuntimeException | LinkageError e) {
      return false; // the index reports in which way it continues
    }
  }

  private static void unpack(Path folder) {
    try {
      PrivateFiles.createDirectory(folder);
      NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
    } catch (IOException e) {
      LoggerFactory.getLogger(RocksDbLibrary.class)
          .atWarn()
          .addKeyValue("folder", folder)
          .log("no library can be unpacked here", e);
    }
  }
}
