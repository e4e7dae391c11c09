package org.medchain.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.LoggerFactory;

/**
 * The native library of RocksDB, unpacked into a folder of the node's own (STO-18): by itself it is
 * unpacked into the system's temporary folder, under a new name at each start, and stays there when
 * the process is killed.
 */
final class RocksDbLibrary {
  private RocksDbLibrary() {}

  /**
   * Loads it, unless this process did so before or the platform has it where it finds libraries.
   */
  static void load(Path folder) {
    try {
      Files.createDirectories(folder);
      NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
    } catch (IOException e) {
      LoggerFactory.getLogger(RocksDbLibrary.class)
          .atWarn()
          .addKeyValue("folder", folder)
          .log("no library can be unpacked here", e);
    }
    RocksDB.loadLibrary();
  }
}
