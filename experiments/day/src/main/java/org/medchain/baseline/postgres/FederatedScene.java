package org.medchain.baseline.postgres;

import java.io.IOException;
import java.util.List;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome.Notice;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.ThirdPartyProof;

/**
 * Attacks on a federation: the keeping hospital's administrator does what one can do in a hospital,
 * and adds to the index what its hospital may add. Only where the attack is on the store of digests
 * or its log is the index's operator the one who attacks, or helps.
 */
final class FederatedScene extends HospitalScene {
  private final FederatedSystem federation;
  private final int home;

  FederatedScene(
      FederatedSystem federation,
      int home,
      List<RecordEntry> kept,
      List<RecordEntry> all,
      AttackLog log)
      throws IOException {
    super(federation, federation.hospitals.get(home), kept, all, log);
    this.federation = federation;
    this.home = home;
  }

  @Override
  protected void step(String word, String what) throws IOException, InterruptedException {
    switch (word) {
      case "index" -> federation.note(home, record(what));
      case "index-sql" -> run(federation.index, QUIETLY, what);
      case "claim" -> claim(what.equals("half") ? federation.hospitals.size() / 2 : 1);
      case "expect-two-views" ->
          seen &= notice.equals(Notice.NOBODY) || !views.getFirst().equals(views.getLast());
      case "count-entries" -> counts.add(federation.entries(record(what).id()).size());
      default -> super.step(word, what);
    }
  }

  /** Other hospitals say that they keep the record. */
  private void claim(int others) {
    for (int i = 1; i <= others; i++) {
      try {
        federation.note((home + i) % federation.hospitals.size(), record("lie"));
        log.line("another hospital adds its hash to the index");
      } catch (IOException e) {
        log.line("the index refuses another hospital's hash of the record");
      }
    }
  }

  @Override
  protected List<String> routine() {
    return List.of("author", "reader", "operator", "auditor");
  }

  @Override
  protected Notice check(String name) {
    return switch (name) {
      case "author", "patient" -> check("reader", 0, () -> compare((String) field(shown, name)));
      case "keeper" -> check("operator", DAY_S, this::compareAll);
      default -> super.check(name);
    };
  }

  /** Fetches the record and its history. */
  private String compare(String person) throws IOException {
    Object unused = federation.read(shown.id(), person);
    unused = federation.history(shown.id());
    return "";
  }

  /** The keeper compares its records with the index every night, and adds what lacks. */
  private String compareAll() throws IOException {
    String found = "";
    HospitalSystem keeper = federation.hospitals.get(home);
    for (String each : keeper.ids()) {
      if (federation.entries(each).isEmpty()) {
        federation.note(home, keeper.entry(each));
        found = "the index lacked a record that is here, and has it again";
      }
    }
    return found;
  }

  @Override
  ThirdPartyProof forged(ThirdPartyProof lie) throws IOException {
    return federation.withExtract(lie);
  }
}
