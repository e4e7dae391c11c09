package org.medchain.day.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Trapdoor;
import org.medchain.client.identity.DeriveKey;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.search.IndexInterruption;
import org.medchain.client.search.SearchSteps;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.identity.CredentialFiles;
import tools.jackson.databind.JsonNode;

/**
 * A search index whose updates are interrupted, whose key is lost, and which another takes the
 * place of: stations of {@link DemoDayTest}.
 */
record SearchStations(DayCluster day) {
  /** PROC-21: all of them, in their order. */
  void anIndexOutlivesItsAccidents() throws Exception {
    anInterruptedUpdateIsFinishedAsItWas();
    damagedFilesAreNamed();
    aLostSearchKeyBeginsNoIndexByItself();
    anErasedRecordLeavesTheIndex();
    anInterruptedRenewalContinues();
    whoStillSearchesGetsTheNextKey();
    whoHasLeftGetsNoKey();
  }

  private String uploaded(Path visit, String content) throws IOException {
    Path plain = Files.writeString(day.folder().resolve("plain-s"), content);
    String line = "patient upload " + visit + " --file " + plain + " --index-later --as patient-2";
    return day.done(line).json().path("record").asString("");
  }

  private JsonNode search(String keyword) {
    return day.done("patient search " + keyword + " --as patient-2").json();
  }

  private static List<String> ids(JsonNode found) {
    return found
        .path("records")
        .valueStream()
        .map(each -> each.path("record").asString(""))
        .toList();
  }

  private KeptRecord kept(String record) throws Exception {
    return day.identity("patient-2").keptRecords().stream()
        .filter(each -> each.id().toHex().equals(record))
        .findFirst()
        .orElseThrow();
  }

  /**
   * VER-3, PROC-21: the same bytes are sent again, also if other words are known by now, and not
   * where the ledger has executed them already.
   */
  private void anInterruptedUpdateIsFinishedAsItWas() throws Exception {
    ParticipantFolder owner = day.identity("patient-2");
    Path visit = day.folder().resolve("visit.json");
    for (boolean executed : new boolean[] {false, true}) {
      String record = uploaded(visit, "interrupted, and executed: " + executed);
      String sent = IndexInterruption.before(executed, owner, kept(record));
      long before = IndexInterruption.updates(owner);
      String words = "\"followup of knee number " + (executed ? "two" : "one") + "\"";
      String other =
          uploaded(
              Files.writeString(
                  day.folder().resolve("visit-s.json"),
                  Files.readString(visit)
                      .replaceAll("(\"description\" *: *)\"[^\"]*\"", "$1" + words)),
              "entered after it: " + executed);
      assertThat(day.done("patient index --as patient-2").json().path("entered").asInt(0))
          .isEqualTo(2);
      assertThat(owner.searchUpdate()).doesNotExist();
      assertThat(IndexInterruption.isOnLedger(owner, sent)).isTrue();
      assertThat(IndexInterruption.updates(owner)).isEqualTo(before + (executed ? 1 : 2));
      assertThat(ids(search("type:imaging"))).containsOnlyOnce(record);
      assertThat(ids(search("knee"))).contains(other).doesNotContain(record);
    }
  }

  /** What cannot be read is named in one line, and nothing is ordered. */
  private void damagedFilesAreNamed() throws Exception {
    ParticipantFolder owner = day.identity("patient-2");
    Path note = Files.writeString(owner.searchUpdate(), "{\"kind\": \"GROW\"}");
    String record = uploaded(day.folder().resolve("visit.json"), "beside a damaged note");
    assertThat(day.refused("patient index --as patient-2", 2))
        .contains("search-update.json", "record");
    Files.delete(note);
    Path copy = owner.searchJournal(owner.card().participant());
    Files.delete(copy);
    Files.createDirectory(copy);
    assertThat(day.refused("patient index --as patient-2", 2)).contains(copy + " is not a file");
    Files.delete(copy);
    assertThat(day.done("patient index --as patient-2").json().path("entered").asInt(0))
        .isEqualTo(1);
    assertThat(ids(search("type:imaging"))).contains(record);
  }

  /** PROC-21, REG-6, PRIV-11: another key has another index, with what its folder has. */
  private void aLostSearchKeyBeginsNoIndexByItself() throws Exception {
    String first = day.done("patient register --as patient-5").json().path("key").asString("");
    Path plain = Files.writeString(day.folder().resolve("plain-5"), "file of patient-5");
    String upload =
        "patient upload "
            + day.folder().resolve("visit.json")
            + " --file "
            + plain
            + " --as patient-5";
    String record = day.done(upload).json().path("record").asString("");
    assertThat(IndexInterruption.isReadBy(day.identity("patient-5"), day.identity("patient-5")))
        .isTrue();
    // With its card and the key of its index lost too, another index is put in its place.
    Files.delete(day.identity("patient-5").deriveKey());
    Files.delete(day.identity("patient-5").folder().resolve("identity.json"));
    day.done("patient register --as patient-5");
    String own = "patient search type:imaging --as patient-5";
    assertThat(day.refused(own, 1)).contains("not all is entered again: 'patient index' continues");
    day.done("patient index --as patient-5");
    assertThat(ids(day.done(own).json())).containsExactly(record);
    String change = "patient register --as patient-5b --replaces ";
    assertThat(day.done(change + "patient-5").json().path("entered_again").asInt(0)).isEqualTo(1);
    String search = "patient search type:imaging --as patient-5b";
    assertThat(ids(day.done(search).json())).containsExactly(record);
    // Who has the wallet of before reads nothing of it.
    assertThat(IndexInterruption.isReadBy(day.identity("patient-5"), day.identity("patient-5b")))
        .isFalse();

    Path key = day.identity("patient-5b").deriveKey();
    for (String old : List.of("patient-5", first)) {
      Files.delete(key);
      assertThat(day.refused(search, 1)).contains(key + " is missing", "register --replaces");
      day.done(change + old);
      assertThat(ids(day.done(search).json())).containsExactly(record);
    }
    KeyPair keys = CredentialFiles.readLedgerKeys(day.identity("patient-5b").keys(), new char[0]);
    DeriveKey.draw(day.identity("patient-5b"), AgreementKey.of(keys));
    assertThat(day.refused(search, 1))
        .contains("update 0 of " + first.substring(0, 8), "cannot be read");

    // Without any folder: what its owner reads again can be entered again.
    day.done("patient register --as patient-5c --replaces " + first);
    String lost = search.replace("5b", "5c");
    assertThat(ids(day.done(lost).json())).isEmpty();
    day.done(
        "patient read " + record + " -o " + day.folder().resolve("own-5") + " --as patient-5c");
    assertThat(day.done("patient index --as patient-5c").json().path("entered").asInt(0))
        .isEqualTo(1);
    assertThat(ids(day.done(lost).json())).containsExactly(record);
  }

  /**
   * PROC-18, PROC-21, VER-13: known here as in the index or not, and after an interruption; and who
   * had a key finds nothing with it any more.
   */
  private void anErasedRecordLeavesTheIndex() throws Exception {
    ParticipantFolder owner = day.identity("patient-2");
    Path visit = day.folder().resolve("visit.json");
    String unmarked = uploaded(visit, "erased, and not marked as entered");
    String lost = uploaded(visit, "erased, and its note is lost");
    String killed = uploaded(visit, "erased by a command that was killed");
    day.done("patient index --as patient-2");
    PublicKey name = owner.card().participant();
    ParticipantFolder searching = day.identity("doctor-1");
    String delegate = "patient delegate-search --as patient-2 --to doctor:doctor-1 ";
    day.done(delegate + "--until 2999-01-01");
    Trapdoor had = SearchSteps.trapdoor(searching, name, Keyword.of("type:imaging"));
    assertThat(SearchSteps.found(searching, name, had)).isEqualTo(had.entries());

    owner.write(kept(killed).with(KeptRecord.FileState.ERASED));
    leavesTheIndex(killed);
    assertThat(SearchSteps.found(searching, name, had)).isZero();
    owner.write(kept(unmarked).asIndexed(false));
    leavesTheIndex(unmarked);
    Files.delete(owner.record(kept(lost).id()));
    leavesTheIndex(lost);
    day.done(delegate + "--end");
    long before = IndexInterruption.updates(owner);
    JsonNode again = day.done("patient erase " + lost + " --as patient-2").json();
    assertThat(again.path("entered_again").asInt(-1)).isZero();
    assertThat(IndexInterruption.updates(owner)).isEqualTo(before);
  }

  private void leavesTheIndex(String record) throws Exception {
    assertThat(ids(search("type:imaging"))).contains(record);
    JsonNode erased = day.done("patient erase " + record + " --as patient-2").json();
    assertThat(erased.path("entered_again").asLong(0)).isEqualTo(entered());
    List<String> others = ids(search("type:imaging"));
    assertThat(others).doesNotContain(record).hasSizeGreaterThan(1);
    assertThat(ids(day.done("doctor search type:imaging --for patient-2 --as doctor-1").json()))
        .as("who searches has the other keys")
        .isEqualTo(others);
  }

  private long entered() throws Exception {
    return day.identity("patient-2").keptRecords().stream().filter(KeptRecord::indexed).count();
  }

  /** PROC-21, VER-13: from each moment on, by the next command that changes the index. */
  private void anInterruptedRenewalContinues() throws Exception {
    ParticipantFolder owner = day.identity("patient-2");
    List<String> before = ids(search("type:imaging"));
    for (int steps = 1; steps <= IndexInterruption.RENEWALS; steps++) {
      String sent = IndexInterruption.renewal(steps, owner);
      assertThat(day.refused("patient search type:imaging --as patient-2", 1))
          .contains("'patient index' continues");
      day.done("patient index --as patient-2");
      assertThat(owner.searchRenewal()).doesNotExist();
      assertThat(owner.searchUpdate()).doesNotExist();
      assertThat(ids(search("type:imaging")))
          .as("after " + steps)
          .containsExactlyInAnyOrderElementsOf(before);
      assertThat(IndexInterruption.updates(owner)).isEqualTo(entered());
      assertThat(sent.isEmpty() || IndexInterruption.isOnLedger(owner, sent)).isTrue();
    }
  }

  /** PROC-22: after an interruption, and where the owner did not end it. */
  private void whoStillSearchesGetsTheNextKey() throws Exception {
    ParticipantFolder owner = day.identity("patient-2");
    Path visit = day.folder().resolve("visit.json");
    PublicKey leaving = day.identity("doctor-1").card().participant();
    String searching = day.identity("doctor-2").card().participant().value().toHex();
    String delegate = "patient delegate-search --as patient-2 --to doctor:";
    String search = "doctor search type:imaging --for patient-2 --as doctor-2";
    day.done(delegate + "doctor-1 --until 2999-01-01");
    day.done(delegate + "doctor-2 --until 2999-01-01");
    assertThat(day.done("patient consents --as patient-2").json().path("search_delegates"))
        .hasSize(2)
        .anySatisfy(each -> assertThat(each.path("delegate").asString("")).isEqualTo(searching))
        .allSatisfy(each -> assertThat(each.path("until").asString("")).startsWith("2999"));

    IndexInterruption.ended(owner, leaving);
    day.done(delegate + "doctor-1 --end");
    String first = uploaded(visit, "after an interrupted end");
    day.done("patient index --as patient-2");
    assertThat(ids(day.done(search).json())).contains(first);
    assertThat(day.refused(delegate + "doctor-1 --end", 1)).isNotEmpty();

    day.done(delegate + "doctor-1 --until 2999-01-01");
    IndexInterruption.ended(owner, leaving);
    String second = uploaded(visit, "after an end that no command of the owner was told of");
    day.done("patient index --as patient-2");
    assertThat(ids(day.done(search).json())).contains(first, second);
    day.done(delegate + "doctor-2 --end");
    assertThat(day.done("patient consents --as patient-2").json().path("search_delegates"))
        .isEmpty();
  }

  /** CON-35, PROC-22: nor is a key made for it that the ledger would refuse; and it is ended. */
  private void whoHasLeftGetsNoKey() throws Exception {
    ParticipantFolder owner = day.identity("patient-2");
    String delegate = "patient delegate-search --as patient-2 --to doctor:";
    day.done("doctor register --as doctor-leaving --hospital clinic-1");
    for (String each : List.of("doctor-1", "doctor-2", "doctor-leaving")) {
      day.done(delegate + each + " --until 2999-01-01");
    }
    day.done("points exit --for-good --as doctor-leaving");
    day.done("doctor register --as doctor-left --hospital clinic-1");
    day.done("points exit --for-good --as doctor-left");
    assertThat(day.refused(delegate + "doctor-left --until 2999-01-01", 1))
        .contains("unknown participant");
    assertThat(IndexInterruption.keysFor(day.identity("doctor-left").card().participant(), owner))
        .as("named, and no key was made")
        .containsExactly(DelegateSearch.NO_KEY_YET);
    IndexInterruption.ended(owner, day.identity("doctor-1").card().participant());
    assertThat(IndexInterruption.renewals(owner)).as("one still searches").isEqualTo(1);
    assertThat(day.refused(delegate + "doctor-leaving --until 2999-01-01", 1))
        .contains("unknown participant");
    String record = uploaded(day.folder().resolve("visit.json"), "after a delegate left");
    day.done("patient index --as patient-2");
    String searching = day.identity("doctor-2").card().participant().value().toHex();
    assertThat(day.done("patient consents --as patient-2").json().path("search_delegates"))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.path("delegate").asString("")).isEqualTo(searching));
    assertThat(ids(day.done("doctor search type:imaging --for patient-2 --as doctor-2").json()))
        .contains(record);
    day.done(delegate + "doctor-2 --end");
  }
}
