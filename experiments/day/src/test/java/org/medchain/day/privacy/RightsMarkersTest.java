package org.medchain.day.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.application.search.Keyword;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.contract.consent.Purpose;
import org.medchain.day.demo.DayCluster;
import org.medchain.day.privacy.MarkerDay.OnlineAttempt;
import org.medchain.day.privacy.ReadingAttempt.Attempted;
import org.medchain.day.privacy.SecretTrials.IndexOwner;
import org.medchain.day.privacy.WayToLose.Search;
import org.medchain.node.files.keys.KeyRequest;

/**
 * PRIV-3, PRIV-6, PRIV-10, CON-23, CON-30, CON-31, GAME-7, GAME-8, REG-6, REG-7, VER-7: on a
 * cluster of real processes, after each way to lose a right the owner makes a record. Who lost it
 * asks nodes, agencies and holders for that record in all ways that a client has, and gets none of
 * its words; and nothing in its folders, as they were before and as they are, opens any of it, even
 * beside the whole ledger, the disk of one node and all encrypted files. Who has its rights gets
 * all of it by the same code.
 */
@Tag("process")
class RightsMarkersTest {
  private static final String LATE = "2999-01-01";

  /** The owner's identity, once it has another key. */
  private static final String CHANGED = "changed";

  private static final List<String> SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms32m", "-Xmx96m", "-Xmn16m");

  @TempDir private Path temp;

  private final List<LostReading> readings = new ArrayList<>();
  private final List<LostSearch> searches = new ArrayList<>();

  /** Records, by their numbers, that no secret in the folders may open. */
  private record LostReading(String what, List<Path> folders, int from, int to) {}

  /** From the upload of a record on, or ever, no update of an index may open. */
  private record LostSearch(
      String what, List<Path> folders, IndexOwner owner, Optional<MarkerRecord> from) {}

  private static void people(MarkerDay day) {
    day.done("hospital register --as house");
    Stream.of(
            "patient register --as owner",
            "patient register --as guardian",
            "patient register --as escrowed --keys-by-center",
            "doctor register --hospital house --as author",
            "doctor register --hospital house --as keeper",
            "doctor register --hospital house --as anybody",
            "doctor register --hospital house --as consented",
            "doctor register --hospital house --as timed",
            "doctor register --hospital house --as leaver",
            "institution register --role research --as searcher",
            "institution register --role research --as buyer")
        .forEach(day::done);
  }

  private static void letSearch(MarkerDay day, String delegate, String owner) {
    day.done("patient delegate-search --to " + delegate + " --until " + LATE + " --as " + owner);
  }

  /** It reads, loses its right, and tries to read what is made then. */
  private void lose(MarkerDay day, WayToLose way) throws Exception {
    day.awaitAttemptsOf(way.party());
    ParticipantFolder party = day.identity(way.party());
    MarkerRecord first = day.markers().get(0);
    Optional<KeyRequest> before = Optional.empty();
    if (way.before().isPresent()) {
      before = Optional.of(day.reading(party, CHANGED, first).allowed(way.before().get()));
    }
    Path kept = day.keep(way.party()).folder();
    way.act().run();
    MarkerRecord later = day.upload(CHANGED);
    boolean tries = way.search() != Search.STILL && way.after().test(Purpose.TREAT);
    ReadingAttempt reading = day.reading(party, CHANGED, later);
    day.attempt(way.what(), reading, way.after(), before, tries, way.admitted());
    List<Path> folders = List.of(kept, party.folder());
    readings.add(new LostReading(way.what(), folders, later.number(), Integer.MAX_VALUE));
    if (way.search() != Search.STILL) {
      boolean never = way.search() == Search.NEVER;
      searches.add(
          new LostSearch(
              way.what(), folders, owner(day), never ? Optional.empty() : Optional.of(later)));
    }
  }

  private static IndexOwner owner(MarkerDay day) throws Exception {
    return indexOf(day, "owner", CHANGED);
  }

  private static IndexOwner indexOf(MarkerDay day, String first, String second) throws Exception {
    return new IndexOwner(
        day.identity(second).card().participant(),
        Set.of(day.identity(first).card().key(), day.identity(second).card().key()));
  }

  /** PRIV-10: not even who has all rights reads it, and nobody has read it before. */
  private void erase(MarkerDay day) throws Exception {
    ParticipantFolder keeper = day.identity("keeper");
    MarkerRecord erased = day.upload("owner");
    KeyRequest before = day.reading(keeper, "owner", day.markers().get(0)).allowed(Purpose.TREAT);
    day.done("patient erase " + erased.id().toHex() + " --as owner");
    // The read of before is still allowed: only its request for the erased record is tried.
    KeyRequest forErased = new KeyRequest(erased.id(), before.read(), before.height());
    day.attempt(
        "a record is erased",
        day.reading(keeper, "owner", erased),
        WayToLose.ANY,
        Optional.of(forErased),
        true,
        true);
    List<Path> folders = List.of(keeper.folder());
    int number = erased.number();
    readings.add(new LostReading("a record is erased", folders, number, number + 1));
    day.upload("owner");
  }

  /** REG-6: what follows from a key of before is worth nothing later. */
  private void changeKey(MarkerDay day) throws Exception {
    ParticipantFolder old = day.keep("owner");
    day.done("patient register --replaces owner --as " + CHANGED);
    MarkerRecord later = day.upload(CHANGED);
    String what = "the owner's key is replaced";
    day.attempt(
        what, day.reading(old, CHANGED, later), WayToLose.ANY, Optional.empty(), true, false);
    List<Path> folders = List.of(old.folder());
    readings.add(new LostReading(what, folders, later.number(), Integer.MAX_VALUE));
    searches.add(new LostSearch(what, folders, owner(day), Optional.of(later)));
  }

  /** REG-7: who made the key can read until there is another one. */
  private LostReading leaveEscrow(MarkerDay day) throws Exception {
    MarkerRecord before = day.upload("escrowed");
    ParticipantFolder old = day.keep("escrowed");
    day.done("patient register --as freed --replaces escrowed");
    day.grant("doctor:keeper", Purpose.TREAT, LATE, "freed");
    MarkerRecord later = day.upload("freed");
    String what = "a participant has left escrow";
    day.attempt(
        what, day.reading(old, "freed", later), WayToLose.ANY, Optional.empty(), true, false);
    List<Path> folders = List.of(old.folder(), day.cluster().center());
    readings.add(new LostReading(what, folders, later.number(), Integer.MAX_VALUE));
    IndexOwner owner = indexOf(day, "escrowed", "freed");
    searches.add(new LostSearch(what, folders, owner, Optional.of(later)));
    return new LostReading("in escrow", folders, before.number(), later.number());
  }

  /** GAME-7: also in an emergency. */
  private void ownerLeaves(MarkerDay day) throws Exception {
    day.awaitAttemptsOf("keeper");
    ParticipantFolder keeper = day.identity("keeper");
    MarkerRecord last = day.markers().getLast();
    MarkerRecord read = day.markers().get(last.number() - 1);
    KeyRequest before = day.reading(keeper, "freed", read).allowed(Purpose.TREAT);
    day.done("points exit --for-good --erase --as freed");
    String what = "the owner leaves";
    day.attempt(
        what, day.reading(keeper, "freed", last), WayToLose.ANY, Optional.of(before), true, true);
    int number = last.number();
    readings.add(new LostReading(what, List.of(keeper.folder()), number, number + 1));
  }

  /** The control of what is asked: all words, and the record is found. */
  private static void whoHasItsRightsReads(MarkerDay day, MarkerRecord marker) throws Exception {
    day.awaitAttemptsOf("keeper");
    ReadingAttempt reading = day.reading(day.identity("keeper"), CHANGED, marker);
    Attempted attempted = reading.made(List.of(Purpose.TREAT), Optional.empty(), true);
    assertThat(attempted.admitted()).isTrue();
    assertThat(attempted.words())
        .containsAll(marker.words().words())
        .anyMatch(each -> each.startsWith("the record by"));
  }

  private static TreeSet<String> words(MarkerDay day, LostReading lost) throws Exception {
    SecretTrials trials = new SecretTrials(day.copy(), KeptSecrets.in(lost.folders()));
    TreeSet<String> words = new TreeSet<>();
    int to = Math.min(lost.to(), day.markers().size());
    for (MarkerRecord each : day.markers().subList(lost.from(), to)) {
      words.addAll(trials.words(each));
    }
    return words;
  }

  private static TreeSet<String> index(MarkerDay day, LostSearch lost) throws Exception {
    List<Keyword> keywords =
        new ArrayList<>(day.markers().stream().map(MarkerRecord::keyword).toList());
    keywords.add(Keyword.doctor(day.identity("author").card().key()));
    int from = lost.from().map(each -> day.copy().place(each.record())).orElse(0);
    return new SecretTrials(day.copy(), KeptSecrets.in(lost.folders()))
        .index(lost.owner(), from, keywords);
  }

  /** The controls of what is tried, and then all that was lost. */
  private void nothingOpens(MarkerDay day, MarkerRecord last, LostReading inEscrow)
      throws Exception {
    List<Path> own = List.of(day.identity(CHANGED).folder());
    LostReading ofOwner = new LostReading("none", own, last.number(), last.number() + 1);
    assertThat(words(day, ofOwner)).containsAll(last.words().words());
    assertThat(words(day, inEscrow))
        .containsAll(day.markers().get(inEscrow.from()).words().words());
    for (String each : List.of(CHANGED, "keeper")) {
      List<Path> folders = List.of(day.identity(each).folder());
      LostSearch none = new LostSearch("none", folders, owner(day), Optional.of(last));
      assertThat(index(day, none))
          .as(each)
          .contains("an entry of " + last.keyword().text())
          .anyMatch(found -> found.startsWith("update "));
    }
    // A node holds files, and had some that were erased; it never had a right.
    List<Path> node = List.of(day.cluster().node(0).resolve("credentials"));
    readings.add(new LostReading("a holder", node, 0, Integer.MAX_VALUE));
    searches.add(new LostSearch("a holder", node, owner(day), Optional.empty()));
    for (LostReading each : readings) {
      assertThat(words(day, each)).as("%s: %s", each.what(), each.folders()).isEmpty();
    }
    for (LostSearch each : searches) {
      assertThat(index(day, each)).as("%s: %s", each.what(), each.folders()).isEmpty();
    }
  }

  @Test
  void whoLostARightGetsNothingThatIsMadeLater() throws Exception {
    ClusterPlan plan = ClusterPlan.of(4).withHospitals().withClients(0).withJvm(SMALL);
    try (DayCluster running = DayCluster.up(temp, plan);
        ExecutorService background = Executors.newFixedThreadPool(3)) {
      MarkerDay day = new MarkerDay(running, background);
      people(day);
      day.upload("owner");
      day.grant("doctor:keeper", Purpose.TREAT, LATE, "owner");
      letSearch(day, "doctor:keeper", "owner");
      erase(day);
      day.grant("role:doctor", Purpose.PUBHLTH, LATE, "owner");
      for (String each : List.of("doctor:consented", "doctor:leaver", "research:searcher")) {
        day.grant(each, Purpose.TREAT, LATE, "owner");
      }
      day.done("patient delegate --to guardian --until " + LATE + " --as owner");
      changeKey(day);
      for (String each : List.of("guardian", "doctor:leaver", "research:searcher")) {
        letSearch(day, each, CHANGED);
      }
      for (WayToLose each : WayToLose.all(day, CHANGED)) {
        lose(day, each);
      }
      lose(day, WayToLose.byTime(day, CHANGED));
      MarkerRecord last = day.markers().getLast();
      LostReading inEscrow = leaveEscrow(day);
      whoHasItsRightsReads(day, last);
      ownerLeaves(day);
      for (OnlineAttempt each : day.attempts()) {
        Attempted attempted = each.future().get();
        assertThat(attempted.words()).as("%s: %s", each.what(), each.party()).isEmpty();
        assertThat(attempted.admitted() || !each.admitted()).as(each.what()).isTrue();
      }
      running.processes().killAtOnce(running.processes().cluster().members());
      day.copy().readLedger(day.cluster().node(0));
      nothingOpens(day, last, inEscrow);
    }
  }
}
