package org.medchain.day.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.day.demo.DayCluster;
import org.medchain.day.demo.ParticipantCommands.CommandResult;
import tools.jackson.databind.JsonNode;

/**
 * PRIV-2, PRIV-6, PRIV-7: on a cluster of real processes, what a patient writes and uploads is on
 * no disk, in no database, heap or log of a node, an agency or the center, nor with a client that
 * may not read; and the same search finds it where the chain is in clear.
 */
@Tag("process")
class PlantedMarkersTest {
  private static final String IN_DESCRIPTION = "MarkerOfTheDescription7Q";
  private static final String IN_TYPE = "MarkerOfTheType4Z";
  private static final String IN_FILE = "MarkerOfTheFile9K";
  private static final PlantedMarkers MARKERS =
      new PlantedMarkers(List.of(IN_DESCRIPTION, IN_TYPE, IN_FILE));
  private static final List<String> SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms32m", "-Xmx96m", "-Xmn16m");

  @TempDir private Path temp;

  private DayCluster day;

  private JsonNode done(String line) {
    return day.answer(line);
  }

  private String upload() throws IOException {
    Path visit = temp.resolve("visit.json");
    Files.writeString(
        visit,
        "{\"doctor\": \"doctor:d1\", \"type\": \"%s\", \"description\": \"%s\", "
                .formatted(IN_TYPE, IN_DESCRIPTION)
            + "\"made\": \"2026-11-25T09:30:00Z\"}");
    Path plain = Files.writeString(temp.resolve("plain"), (IN_FILE + " ").repeat(5_000));
    return done("patient upload " + visit + " --file " + plain + " --as p1")
        .path("record")
        .asString("");
  }

  private void assertRead(JsonNode answer) throws IOException {
    assertThat(answer.path("description").asString("")).isEqualTo(IN_DESCRIPTION);
    assertThat(answer.path("type").asString("")).isEqualTo(IN_TYPE);
    assertThat(Files.readString(temp.resolve("read"), StandardCharsets.UTF_8)).startsWith(IN_FILE);
  }

  /** The day of a record; what each place has is looked for while the nodes run, and after. */
  private Map<String, TreeSet<String>> day(MetadataForm form, boolean recovers) throws Exception {
    ClusterPlan plan = ClusterPlan.of(4).withHospitals().withClients(0).withJvm(SMALL).with(form);
    Map<String, TreeSet<String>> found = new TreeMap<>();
    try (DayCluster running = DayCluster.up(temp, plan)) {
      day = running;
      OwnedCluster processes = day.processes();
      done("patient register --as p1");
      done("patient register --as p2");
      done("hospital register --as h1");
      done("doctor register --as d1 --hospital h1");
      done("doctor register --as d2 --hospital h1");
      String record = upload();
      consent(record);
      found.put("what a client without a right is told", told(record));
      if (recovers) {
        recover(record);
        delegate();
      }
      for (LocalCluster.ClusterMember each : processes.cluster().members()) {
        ProcessHandle process = processes.cluster().process(each).orElseThrow();
        found.put("heap of " + each.name(), MARKERS.inHeap(process, temp));
      }
      processes.killAtOnce(processes.cluster().members());
    }
    found.put("databases", MARKERS.inDatabases(day.cluster().folder()));
    found.put("disks and logs", MARKERS.underFolder(day.cluster().folder()));
    found.put("folder of a light client", MARKERS.underFolder(day.identity("d2").folder()));
    return found;
  }

  /** CON-30: by the type's own word, which no request has in it. */
  private void consent(String record) throws IOException {
    String read = "doctor read " + record + " -o " + temp.resolve("read") + " --as d1 --purpose ";
    assertRead(done(read + "TREAT")); // its author
    String type = "--type " + IN_TYPE + " --purpose HRESCH";
    String other = read.replace("--as d1", "--as d2");
    assertThat(day.run(other + "HRESCH").code()).isEqualTo(1);
    done("patient grant " + type + " --to role:doctor --until 2999-01-01 --as p1");
    assertRead(done(other + "HRESCH"));
    assertThat(
            done("patient consents --as p1").path("directives").path(0).path("scope").asString(""))
        .isEqualTo("type " + IN_TYPE);
    done("patient revoke " + type + " --from role:doctor --as p1");
    assertThat(day.run(other + "HRESCH").code()).isEqualTo(1);
  }

  private TreeSet<String> told(String record) throws Exception {
    String key = day.identity("p1").card().key().value().toHex();
    CommandResult supervised = day.done("center supervise --key=" + key);
    done("proof make " + record + " -o " + temp.resolve("p.json") + " --as p1");
    TreeSet<String> found = MARKERS.in(supervised.out().getBytes(StandardCharsets.UTF_8));
    found.addAll(MARKERS.inFile(temp.resolve("p.json")));
    return found;
  }

  /** An owner whose records are lost reads its own, and has words and names again. */
  private void recover(String record) throws Exception {
    JsonNode listed = done("patient records --as p1").path("records").path(0);
    assertThat(listed.path("description").asString("")).isEqualTo(IN_DESCRIPTION);
    assertThat(listed.path("type").asString("")).isEqualTo(IN_TYPE);
    Files.delete(day.identity("p1").record(org.medchain.data.Hash.fromHex(record)));
    JsonNode lost = done("patient records --as p1").path("records").path(0);
    assertThat(lost.path("type").asString("")).startsWith("sealed:");
    String own = "patient read " + record + " -o " + temp.resolve("read") + " --purpose TREAT";
    assertRead(done(own + " --as p1"));
    assertThat(done("patient records --as p1").path("records").path(0)).isEqualTo(listed);
  }

  /** A delegate cannot make the name of another's type, and is told what to do. */
  private void delegate() {
    done("patient delegate --to p2 --until 2999-01-01 --as p1");
    String grant = " --to role:doctor --purpose HRESCH --until 2999-01-01 --for p1 --as p2";
    CommandResult refused = day.run("patient grant --type " + IN_TYPE + grant);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.json().path("reason").asString("")).contains("sealed type", "--all");
    String name =
        done("patient records --as p1").path("records").path(0).path("sealed_type").asString("");
    done("patient grant --type " + name + grant);
  }

  private static TreeSet<String> all(Collection<TreeSet<String>> found) {
    TreeSet<String> all = new TreeSet<>();
    found.forEach(all::addAll);
    return all;
  }

  @Test
  void sealedNothingIsFoundAnywhere() throws Exception {
    Map<String, TreeSet<String>> found = day(MetadataForm.SEALED, true);
    assertThat(found).hasSizeGreaterThan(8);
    assertThat(all(found.values())).as("%s", found).isEmpty();
    assertThat(MARKERS.underFolder(day.identity("p1").folder()))
        .as("the owner itself has them, in hexadecimal digits")
        .contains(IN_DESCRIPTION, IN_TYPE);
  }

  /** The control: the search is able to find. The file is encrypted all the same (PRIV-2). */
  @Test
  void inClearTheSameSearchFindsTheWords() throws Exception {
    Map<String, TreeSet<String>> found = day(MetadataForm.CLEAR, false);
    for (String place : List.of("heap of n0", "databases", "disks and logs")) {
      assertThat(found.get(place)).as(place).contains(IN_TYPE);
    }
    assertThat(found.get("heap of n0")).contains(IN_DESCRIPTION);
    assertThat(found.get("disks and logs")).contains(IN_DESCRIPTION);
    assertThat(found.get("what a client without a right is told")).contains(IN_TYPE);
    assertThat(all(found.values())).doesNotContain(IN_FILE);
  }
}
