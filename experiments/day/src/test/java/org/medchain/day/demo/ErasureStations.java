package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.cluster.LocalCluster;
import org.medchain.node.files.piece.FileManifest;
import tools.jackson.databind.JsonNode;

/** An owner erases records, and an upload comes back: stations of {@link DemoDayTest}. */
record ErasureStations(DayCluster day) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private ParticipantFolder owner() throws Exception {
    return new IdentitiesFolder(day.folder().resolve("identities")).named("patient-2");
  }

  private String upload(Path visit, String content) throws IOException {
    Path plain = Files.writeString(day.folder().resolve("plain-e"), content);
    return "patient upload " + visit + " --file " + plain + " --as patient-2";
  }

  private String uploaded(String content) throws IOException {
    String line = upload(day.folder().resolve("visit.json"), content);
    return day.done(line).json().path("record").asString("");
  }

  private List<String> found(String keyword) {
    JsonNode answer = day.done("patient search " + keyword + " --as patient-2").json();
    return StreamSupport.stream(answer.path("records").spliterator(), false)
        .map(each -> each.path("record").asString(""))
        .toList();
  }

  /** PROC-21: an update that comes later does not show which record it is of. */
  void anUploadIsEnteredInTheIndexLater() throws Exception {
    String line = upload(day.folder().resolve("visit.json"), "entered later") + " --index-later";
    String record = day.done(line).json().path("record").asString("");
    assertThat(found("type:imaging")).isNotEmpty().doesNotContain(record);
    assertThat(day.done("patient index --as patient-2").json().path("entered").asInt(0))
        .isEqualTo(1);
    assertThat(found("type:imaging")).contains(record);
    assertThat(day.done("patient index --as patient-2").json().path("entered").asInt(-1)).isZero();
  }

  /** PRIV-10, PROC-18: with nodes alone, and then with a hospital that is not connected. */
  void theOwnerErasesRecords() throws Exception {
    String record = uploaded("to be erased");
    assertThat(day.refused("patient erase " + record + " --as patient-1", 1)).isNotEmpty();
    assertThat(found("synthetic")).contains(record);
    String read = "doctor read " + record + " --purpose BTG --as doctor-2 -o ";
    day.done(read + day.folder().resolve("before"));
    JsonNode erased = day.done("patient erase " + record + " --keep-key --as patient-2").json();
    assertThat(erased.path("nodes").asInt(0)).isEqualTo(4);
    assertThat(erased.path("holdings_ended").asInt(0)).isEqualTo(3);
    assertThat(holders(record)).isEmpty();
    // PROC-21: also from the ledger alone.
    Path journal = owner().searchJournal(owner().card().participant());
    Files.delete(journal);
    assertThat(found("synthetic")).doesNotContain(record);
    List<String> all = found("type:imaging");
    byte[] damaged = Files.readAllBytes(journal);
    damaged[damaged.length - 1] ^= 1;
    Files.write(journal, damaged);
    assertThat(found("type:imaging")).as("with a damaged file").isEqualTo(all).isNotEmpty();
    assertThat(day.refused(read + day.folder().resolve("after"), 1))
        .contains("has no share of the key");
    assertThat(keyIsHere(record)).isTrue();
    day.done("patient index --as patient-2");
    assertThat(found("synthetic")).as("'index' enters it again").doesNotContain(record);
    day.done("patient erase " + record + " --as patient-2");
    assertThat(keyIsHere(record)).isFalse();
    assertThat(
            day.refused(
                "patient read " + record + " --as patient-2 -o " + day.folder().resolve("own"), 1))
        .contains("has no share of the key");
  }

  /** PRIV-10, PROC-18: the ledger ends what a dead node holds, and it deletes when it is back. */
  void aDeadNodeIsNamedUntilItHasDeleted() throws Exception {
    String record = uploaded("while a node is away");
    LocalCluster.ClusterMember dead =
        day.processes().cluster().members().stream()
            .filter(each -> !each.role().equals("center"))
            .toList()
            .getLast();
    day.processes().kill(dead);
    assertThat(day.refused("patient erase " + record + " --keep-key --as patient-2", 1))
        .contains("is not erased everywhere", "the same command continues");
    assertThat(holders(record)).isEmpty();
    day.processes().start(dead);
    day.processes().cluster().awaitReady(List.of(dead), LIMIT, state -> {});
    JsonNode erased = day.done("patient erase " + record + " --as patient-2").json();
    assertThat(erased.path("nodes").asInt(0)).isEqualTo(4);
  }

  /** PROC-9: a hospital that {@code entrust} added is listed; it deletes what the ledger ended. */
  void aHospitalWithoutANodeIsListedAndDeletes() throws Exception {
    String record = uploaded("with a hospital");
    String clinic =
        new IdentitiesFolder(day.folder().resolve("identities")).key("clinic-1").value().toHex();
    day.done("patient entrust " + record + " --to hospital:clinic-1 --as patient-2");
    assertThat(holders(record)).hasSize(4).contains(clinic);
    day.done("hospital store " + record + " --as clinic-1");
    assertThat(stored()).contains(record);
    assertThat(day.refused("patient erase " + record + " --as patient-2", 1))
        .contains("is not erased everywhere", "is not connected", "the same command continues");
    assertThat(holders(record)).isEmpty();
    assertThat(stored()).doesNotContain(record);
  }

  /** GAME-7, PRIV-10, PROC-18: who leaves erases before; what it does not, the rule deletes. */
  void whoLeavesLeavesNothingToRead() throws Exception {
    JsonNode first = uploadedBy("leaving-1");
    assertThat(keeping(first)).isPositive();
    JsonNode left = day.done("points exit --for-good --erase --as leaving-1").json();
    assertThat(left.path("records_erased").asInt(0)).isEqualTo(1);
    assertThat(keeping(first)).isZero();

    JsonNode second = uploadedBy("leaving-2");
    String record = second.path("record").asString("");
    day.done("patient entrust " + record + " --to hospital:clinic-1 --as leaving-2");
    day.done("hospital store " + record + " --as clinic-1");
    left = day.done("points exit --for-good --as leaving-2").json();
    assertThat(left.path("records_erased").asInt(-1)).isZero();
    String read = " --purpose BTG --as doctor-2 -o " + day.folder().resolve("of-who-left");
    assertThat(day.refused("doctor read " + record + read, 1)).contains("owner left");
    for (int i = 0; i < 600 && keeping(second) > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(keeping(second)).isZero();
    // It is shown no exits: the next audit tells it.
    for (int i = 0; i < 40 && stored().contains(record); i++) {
      day.done("hospital serve --seconds 0 --as clinic-1");
    }
    assertThat(stored()).doesNotContain(record);
  }

  private JsonNode uploadedBy(String name) throws IOException {
    day.done("patient register --as " + name);
    String line = upload(day.folder().resolve("visit.json"), "of " + name);
    return day.done(line.replace("patient-2", name)).json();
  }

  /** Shares of the key of an uploaded record and copies of its file that nodes have. */
  private long keeping(JsonNode uploaded) throws IOException {
    String share = uploaded.path("record").asString("") + ".share";
    String file = FileManifest.idInPath(uploaded.path("path").asString("")).orElseThrow().toHex();
    long keeping = 0;
    for (LocalCluster.ClusterMember each : day.processes().cluster().members()) {
      Path data = each.folder().resolve("data");
      keeping += Files.exists(data.resolve("keys").resolve(share)) ? 1 : 0;
      keeping += has(data.resolve("files").resolve("files"), file) ? 1 : 0;
    }
    return keeping;
  }

  private static boolean has(Path files, String name) throws IOException {
    if (!Files.isDirectory(files)) {
      return false;
    }
    try (Stream<Path> all = Files.list(files)) {
      return all.anyMatch(each -> String.valueOf(each.getFileName()).startsWith(name));
    }
  }

  private List<String> stored() {
    return day.done("hospital store --as clinic-1")
        .json()
        .path("files")
        .valueStream()
        .map(each -> each.path("record").asString(""))
        .toList();
  }

  private List<String> holders(String record) {
    return day.done("patient status " + record + " --as patient-2")
        .json()
        .path("holders")
        .valueStream()
        .map(each -> each.path("hospital").asString(""))
        .toList();
  }

  private boolean keyIsHere(String record) throws Exception {
    return owner().keptRecords().stream().anyMatch(each -> each.id().toHex().equals(record));
  }

  /**
   * TRA-3: the patient is no doctor; of a record that was taken, the same search finds the path.
   */
  void anUploadThatIsReturnedIsInNoBlock() throws Exception {
    Path wrong =
        Files.writeString(
            day.folder().resolve("wrong.json"),
            Files.readString(day.folder().resolve("visit.json"))
                .replace("doctor:doctor-1", "patient:patient-1"));
    assertThat(day.refused(upload(wrong, "of no doctor"), 1))
        .contains("the record would not be stored: unknown participant");
    KeptRecord returned =
        owner().keptRecords().stream()
            .filter(each -> each.request() == 0)
            .findFirst()
            .orElseThrow();
    KeptRecord taken =
        owner().keptRecords().stream().filter(each -> each.placed()).findFirst().orElseThrow();
    assertThat(filesOfNodesWith(taken.record().metadata().path())).isPositive();
    assertThat(filesOfNodesWith(returned.record().metadata().path())).isZero();
    Files.delete(owner().record(returned.id()));
  }

  private long filesOfNodesWith(String text) throws IOException {
    long found = 0;
    try (Stream<Path> files = Files.walk(day.folder().resolve("cluster"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(each, StandardCharsets.ISO_8859_1);
        found += content.contains(text) ? 1 : 0;
      }
    }
    return found;
  }
}
