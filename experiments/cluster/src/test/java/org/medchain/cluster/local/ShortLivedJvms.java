package org.medchain.cluster.local;

import java.util.List;

/** How tests start JVMs that live for seconds. */
public final class ShortLivedJvms {
  /**
   * The first compiler, one collector thread, and nothing left in the system's temporary folder.
   */
  public static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xms32m",
          "-Xmn16m");

  private ShortLivedJvms() {}
}
