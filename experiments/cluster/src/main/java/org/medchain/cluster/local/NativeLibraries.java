package org.medchain.cluster.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.util.Environment;

/** Large native libraries that every process would otherwise unpack for itself at its start. */
public final class NativeLibraries {
  private static final List<String> LIBRARY_RESOURCES =
      List.of(
          Environment.getJniLibraryFileName("rocksdb"),
          "com/amazon/corretto/crypto/provider/"
              + System.mapLibraryName("amazonCorrettoCryptoProvider"));

  private NativeLibraries() {}

  /** Copies those that there are for this platform into a folder, each whole or not at all. */
  public static void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String resource : LIBRARY_RESOURCES) {
      try (InputStream content = NativeLibraries.class.getResourceAsStream("/" + resource)) {
        if (content != null) {
          String name = resource.substring(resource.lastIndexOf('/') + 1);
          Path part = folder.resolve(name + ".part");
          Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }
}
