package org.medchain.day.privacy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Words that nobody else would write, and where they are found: as bytes, as text of two bytes a
 * letter, and as hexadecimal digits.
 *
 * @param words to look for
 */
record PlantedMarkers(List<String> words) {
  private static final int CHUNK = 1 << 20;
  private static final int OVERLAP = 512;

  PlantedMarkers {
    words = List.copyOf(words);
  }

  /** The words in some bytes. */
  TreeSet<String> in(byte[] content) {
    String latin = new String(content, StandardCharsets.ISO_8859_1);
    TreeSet<String> found = new TreeSet<>();
    for (String word : words) {
      if (forms(word).stream().anyMatch(latin::contains)) {
        found.add(word);
      }
    }
    return found;
  }

  private static List<String> forms(String word) {
    StringBuilder hex = new StringBuilder();
    for (byte each : word.getBytes(StandardCharsets.UTF_8)) {
      hex.append(String.format(Locale.ROOT, "%02x", each));
    }
    return List.of(
        word,
        new String(word.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1),
        new String(word.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1),
        hex.toString());
  }

  /** The words in a file of any length. */
  TreeSet<String> inFile(Path file) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] window = new byte[CHUNK + OVERLAP];
      int kept = 0;
      int read = in.readNBytes(window, kept, CHUNK);
      while (read > 0) {
        int filled = kept + read;
        found.addAll(in(java.util.Arrays.copyOf(window, filled)));
        kept = Math.min(OVERLAP, filled);
        System.arraycopy(window, filled - kept, window, 0, kept);
        read = in.readNBytes(window, kept, CHUNK);
      }
    }
    return found;
  }

  /** The words in all files under a folder as they stand on the disk. */
  TreeSet<String> underFolder(Path folder) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    for (Path each : files(folder)) {
      found.addAll(inFile(each));
    }
    return found;
  }

  /** All files under a folder. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** The words in all databases under a folder, as RocksDB gives their keys and values. */
  TreeSet<String> inDatabases(Path folder) throws IOException, RocksDBException {
    RocksDB.loadLibrary();
    TreeSet<String> found = new TreeSet<>();
    int databases = 0;
    for (Path each : files(folder)) {
      if (each.endsWith("CURRENT")) {
        databases++;
        found.addAll(inDatabase(each.getParent()));
      }
    }
    if (databases == 0) {
      throw new IOException("no database under " + folder);
    }
    return found;
  }

  private TreeSet<String> inDatabase(Path folder) throws RocksDBException {
    TreeSet<String> found = new TreeSet<>();
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
        families.add(new ColumnFamilyDescriptor(name));
      }
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB database = RocksDB.openReadOnly(options, folder.toString(), families, handles)) {
      for (ColumnFamilyHandle family : handles) {
        try (RocksIterator entries = database.newIterator(family)) {
          for (entries.seekToFirst(); entries.isValid(); entries.next()) {
            found.addAll(in(entries.key()));
            found.addAll(in(entries.value()));
          }
        }
        family.close();
      }
    }
    return found;
  }

  /** The words in the heap of a process, garbage included. */
  TreeSet<String> inHeap(ProcessHandle process, Path folder)
      throws IOException, InterruptedException {
    Path dump = folder.resolve("heap-" + process.pid() + ".hprof");
    Path said = folder.resolve("jcmd.txt");
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.heap_dump",
                "-all",
                dump.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!jcmd.waitFor(5, TimeUnit.MINUTES) || !Files.exists(dump)) {
      jcmd.destroyForcibly();
      throw new IOException("no heap dump: " + Files.readString(said));
    }
    try {
      return inFile(dump);
    } finally {
      Files.delete(dump);
    }
  }
}
