package org.medchain.participant.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.participant.command.ParticipantCommands.CommandResult;
import org.medchain.participant.identity.IdentitiesFolder;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.search.IndexInterruption;
import tools.jackson.databind.JsonNode;

/**
 * A search index whose updates are interrupted, and whose key is lost: stations of {@link
 * DemoDayTest}.
 *
 * @param folder for files; the identities' folder is in it
 * @param run runs a command line of a participant
 */
record SearchStations(Path folder, Function<String, CommandResult> run) {
  /** PROC-21: all of them, in their order. */
  void anIndexOutlivesItsAccidents() throws Exception {
    anInterruptedUpdateIsFinishedAsItWas();
    damagedFilesAreNamed();
    aLostSearchKeyBeginsNoIndexByItself();
    anErasedRecordLeavesTheIndex();
    whoStillSearchesGetsTheNextKey();
    whoHasLeftGetsNoKey();
  }

  private CommandResult done(String line) {
    CommandResult result = run.apply(line);
    assertThat(result.code()).as(line + ": " + result.err() + result.out()).isZero();
    return result;
  }

  private String refused(String line, int code) {
    CommandResult result = run.apply(line);
    assertThat(result.code()).as(line + ": " + result.out()).isEqualTo(code);
    String reason = result.json().path("reason").asString("");
    assertThat(reason).isNotEmpty().doesNotContain("\n");
    return reason;
  }

  private ParticipantFolder identity(String name) throws Exception {
    return new IdentitiesFolder(folder.resolve("identities")).named(name);
  }

  private String uploaded(Path visit, String content) throws IOException {
    Path plain = Files.writeString(folder.resolve("plain-s"), content);
    String line = "patient upload " + visit + " --file " + plain + " --index-later --as patient-2";
    return done(line).json().path("record").asString("");
  }

  private JsonNode search(String keyword) {
    return done("patient search " + keyword + " --as patient-2").json();
  }

  private static List<String> ids(JsonNode found) {
    return found
        .path("records")
        .valueStream()
        .map(each -> each.path("record").asString(""))
        .toList();
  }

  private KeptRecord kept(String record) throws Exception {
    return identity("patient-2").keptRecords().stream()
        .filter(each -> each.id().toHex().equals(record))
        .findFirst()
        .orElseThrow();
  }

  /**
   * VER-3, PROC-21: the same bytes are sent again, also if other words are known by now, and not
   * where the ledger has executed them already.
   */
  private void anInterruptedUpdateIsFinishedAsItWas() throws Exception {
    ParticipantFolder owner = identity("patient-2");
    Path visit = folder.resolve("visit.json");
    for (boolean executed : new boolean[] {false, true}) {
      String record = uploaded(visit, "interrupted, and executed: " + executed);
      String sent = IndexInterruption.before(executed, owner, kept(record));
      long before = IndexInterruption.updates(owner);
      String words = "\"followup of knee number " + (executed ? "two" : "one") + "\"";
      String other =
          uploaded(
              Files.writeString(
                  folder.resolve("visit-s.json"),
                  Files.readString(visit)
                      .replaceAll("(\"description\" *: *)\"[^\"]*\"", "$1" + words)),
              "entered after it: " + executed);
      assertThat(done("patient index --as patient-2").json().path("entered").asInt(0)).isEqualTo(2);
      assertThat(owner.searchUpdate()).doesNotExist();
      assertThat(IndexInterruption.isOnLedger(owner, sent)).isTrue();
      assertThat(IndexInterruption.updates(owner)).isEqualTo(before + (executed ? 1 : 2));
      assertThat(ids(search("type:imaging"))).containsOnlyOnce(record);
      assertThat(ids(search("knee"))).contains(other).doesNotContain(record);
    }
  }

  /** What cannot be read is named in one line, and nothing is ordered. */
  private void damagedFilesAreNamed() throws Exception {
    ParticipantFolder owner = identity("patient-2");
    Path note = Files.writeString(owner.searchUpdate(), "{\"kind\": \"GROW\"}");
    String record = uploaded(folder.resolve("visit.json"), "beside a damaged note");
    assertThat(refused("patient index --as patient-2", 2)).contains("search-update.json", "record");
    Files.delete(note);
    Path copy = owner.searchJournal(owner.card().participant());
    Files.delete(copy);
    Files.createDirectory(copy);
    assertThat(refused("patient index --as patient-2", 2)).contains(copy + " is no file");
    Files.delete(copy);
    assertThat(done("patient index --as patient-2").json().path("entered").asInt(0)).isEqualTo(1);
    assertThat(ids(search("type:imaging"))).contains(record);
  }

  /** PROC-21, REG-6: the index of before, or, for who has nothing of it, another one. */
  private void aLostSearchKeyBeginsNoIndexByItself() throws Exception {
    String first = done("patient register --as patient-5").json().path("key").asString("");
    Path plain = Files.writeString(folder.resolve("plain-5"), "file of patient-5");
    String upload =
        "patient upload " + folder.resolve("visit.json") + " --file " + plain + " --as patient-5";
    String record = done(upload).json().path("record").asString("");
    done("patient register --as patient-5b --replaces patient-5");
    String search = "patient search type:imaging --as patient-5b";
    assertThat(ids(done(search).json())).containsExactly(record);

    Path key = identity("patient-5b").searchKey();
    Files.delete(key);
    assertThat(refused(search, 1)).contains(key + " is missing", "register --replaces");
    done("patient register --as patient-5b --replaces patient-5");
    assertThat(ids(done(search).json())).containsExactly(record);

    Files.delete(key);
    done("patient register --as patient-5b --replaces " + first);
    assertThat(ids(done(search).json())).as("another index").isEmpty();
    KeptRecord kept = KeptRecord.read(identity("patient-5b").record(Hash.fromHex(record)));
    kept.asIndexed(false).write(identity("patient-5b").record(kept.id()));
    done("patient index --as patient-5b");
    assertThat(ids(done(search).json())).containsExactly(record);

    // As if it had been begun later than it was: the old key's update is the owner's own then.
    Files.writeString(key, Files.readString(key).replaceAll("\"from\" *: *\\d+", "\"from\": 0"));
    assertThat(refused(search, 1))
        .contains("update 0 of " + first.substring(0, 8), "cannot be read");
  }

  /** PROC-18, PROC-21: known here as in the index or not, and after an interruption. */
  private void anErasedRecordLeavesTheIndex() throws Exception {
    ParticipantFolder owner = identity("patient-2");
    Path visit = folder.resolve("visit.json");
    String unmarked = uploaded(visit, "erased, and not marked as entered");
    String lost = uploaded(visit, "erased, and its note is lost");
    String killed = uploaded(visit, "erased by a command that was killed");
    done("patient index --as patient-2");
    assertThat(ids(search("type:imaging"))).contains(unmarked, lost, killed);
    kept(unmarked).asIndexed(false).write(owner.record(kept(unmarked).id()));
    Files.delete(owner.record(kept(lost).id()));
    kept(killed).asErased().asIndexed(true).write(owner.record(kept(killed).id()));
    done("patient index --as patient-2");
    assertThat(ids(search("type:imaging"))).contains(unmarked, lost, killed);
    for (String each : List.of(unmarked, lost, killed)) {
      JsonNode erased = done("patient erase " + each + " --as patient-2").json();
      assertThat(erased.path("out_of_index").asBoolean(false)).isTrue();
      assertThat(ids(search("type:imaging"))).doesNotContain(each);
    }
    long before = IndexInterruption.updates(owner);
    JsonNode again = done("patient erase " + lost + " --as patient-2").json();
    assertThat(again.path("out_of_index").asBoolean(true)).isFalse();
    assertThat(IndexInterruption.updates(owner)).isEqualTo(before);
  }

  /** PROC-22: after an interruption, and where the owner did not end it. */
  private void whoStillSearchesGetsTheNextKey() throws Exception {
    ParticipantFolder owner = identity("patient-2");
    Path visit = folder.resolve("visit.json");
    PublicKey leaving = identity("doctor-1").card().participant();
    String searching = identity("doctor-2").card().participant().value().toHex();
    String delegate = "patient delegate-search --as patient-2 --to doctor:";
    String search = "doctor search type:imaging --for patient-2 --as doctor-2";
    done(delegate + "doctor-1 --until 2999-01-01");
    done(delegate + "doctor-2 --until 2999-01-01");
    assertThat(done("patient consents --as patient-2").json().path("search_delegates"))
        .hasSize(2)
        .anySatisfy(each -> assertThat(each.path("delegate").asString("")).isEqualTo(searching))
        .allSatisfy(each -> assertThat(each.path("until").asString("")).startsWith("2999"));

    IndexInterruption.ended(owner, leaving);
    done(delegate + "doctor-1 --end");
    String first = uploaded(visit, "after an interrupted end");
    done("patient index --as patient-2");
    assertThat(ids(done(search).json())).contains(first);
    assertThat(refused(delegate + "doctor-1 --end", 1)).isNotEmpty();

    done(delegate + "doctor-1 --until 2999-01-01");
    IndexInterruption.ended(owner, leaving);
    String second = uploaded(visit, "after an end that no command of the owner was told of");
    done("patient index --as patient-2");
    assertThat(ids(done(search).json())).contains(first, second);
    done(delegate + "doctor-2 --end");
    assertThat(done("patient consents --as patient-2").json().path("search_delegates")).isEmpty();
  }

  /** CON-35, PROC-22: nor is a key made for it that the ledger would refuse; and it is ended. */
  private void whoHasLeftGetsNoKey() throws Exception {
    ParticipantFolder owner = identity("patient-2");
    String delegate = "patient delegate-search --as patient-2 --to doctor:";
    done("doctor register --as doctor-leaving --hospital clinic-1");
    for (String each : List.of("doctor-1", "doctor-2", "doctor-leaving")) {
      done(delegate + each + " --until 2999-01-01");
    }
    done("points exit --for-good --as doctor-leaving");
    IndexInterruption.ended(owner, identity("doctor-1").card().participant());
    assertThat(IndexInterruption.renewals(owner)).as("one still searches").isEqualTo(1);
    assertThat(refused(delegate + "doctor-leaving --until 2999-01-01", 1))
        .contains("unknown participant");
    String record = uploaded(folder.resolve("visit.json"), "after a delegate left");
    done("patient index --as patient-2");
    String searching = identity("doctor-2").card().participant().value().toHex();
    assertThat(done("patient consents --as patient-2").json().path("search_delegates"))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.path("delegate").asString("")).isEqualTo(searching));
    assertThat(ids(done("doctor search type:imaging --for patient-2 --as doctor-2").json()))
        .contains(record);
    done(delegate + "doctor-2 --end");
  }
}
