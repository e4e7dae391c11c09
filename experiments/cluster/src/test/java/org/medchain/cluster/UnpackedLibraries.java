package org.medchain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.cluster.local.RunningProcess;

/** Where the processes of a cluster unpack the native libraries that they load (STO-18). */
final class UnpackedLibraries {
  private UnpackedLibraries() {}

  /** A killed one cleans nothing up, so all libraries have to lie in its folder. */
  static void liesWithThem(LocalCluster cluster) throws IOException {
    for (LocalCluster.ClusterMember member : cluster.members()) {
      RunningProcess running = RunningProcess.read(member.folder()).orElseThrow();
      Path maps = Path.of("/proc", Long.toString(running.pid()), "maps");
      if (Files.exists(maps)) { // other systems do not report it
        String own = member.folder().toRealPath().toString();
        assertThat(Files.readAllLines(maps))
            .filteredOn(line -> line.matches(".*(rocksdb|netty|Corretto).*\\.so.*"))
            .isNotEmpty()
            .allMatch(line -> line.contains(own));
      }
    }
  }
}
