package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import tools.jackson.databind.JsonNode;

/**
 * A cluster of real processes, and the people whose commands are given on it.
 *
 * @param folder for files; the identities' folder is in it
 */
public record DayCluster(Path folder, ClusterFolder cluster, OwnedCluster processes)
    implements AutoCloseable {
  /** For JVMs that begin soon. */
  static final List<String> SHORT_LIVED =
      List.of(
          "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xms32m", "-Xmn16m");

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Returns when all of it is ready. */
  public static DayCluster up(Path folder, ClusterPlan plan) throws Exception {
    ClusterFolder files = ClusterFolder.create(folder.resolve("cluster"), plan);
    OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()));
    processes.startAll(LIMIT);
    return new DayCluster(folder, files, processes);
  }

  private String[] words(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    boolean ofCenter = line.startsWith("center ");
    if (!ofCenter) {
      words.addAll(List.of("--identities=" + folder.resolve("identities"), "--json"));
    }
    if (ofCenter || line.contains(" register ")) {
      words.add("--folder=" + cluster.folder());
    }
    return words.toArray(String[]::new);
  }

  /** Runs a command line. */
  public CommandResult run(String line) {
    return ParticipantCommands.run(words(line));
  }

  /** One that is ended when it begins to tell its answer. */
  public CommandResult cutOff(String line) {
    return ParticipantCommands.cutOff(words(line));
  }

  /** One that has to be done. */
  public CommandResult done(String line) {
    CommandResult result = run(line);
    assertThat(result.code()).as(line + ": " + result.err() + result.out()).isZero();
    return result;
  }

  /** What it answers. */
  public JsonNode answer(String line) {
    return done(line).json();
  }

  /** Why it is refused, in one line. */
  public String refused(String line, int code) {
    CommandResult result = run(line);
    assertThat(result.code()).as(line + ": " + result.out()).isEqualTo(code);
    String reason = result.json().path("reason").asString("");
    assertThat(reason).isNotEmpty().doesNotContain("\n");
    return reason;
  }

  public long points(String name) {
    return answer("points show --as " + name).path("points").asLong(-1);
  }

  public ParticipantFolder identity(String name) throws IOException {
    return new IdentitiesFolder(folder.resolve("identities")).named(name);
  }

  @Override
  public void close() {
    processes.close();
  }
}
