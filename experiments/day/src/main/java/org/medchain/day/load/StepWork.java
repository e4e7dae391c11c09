package org.medchain.day.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.medchain.application.FoundRecord;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.record.DescribedVisit;
import org.medchain.client.record.KeySharing;
import org.medchain.client.record.RecordUpload;
import org.medchain.client.session.ParticipantSession;
import org.medchain.comparison.workload.DayPlan;
import org.medchain.comparison.workload.DayVisit;
import org.medchain.comparison.workload.PlannedStep;
import org.medchain.consensus.Output;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Records;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.transport.RefusedException;

/**
 * What each step of a day does on a cluster (PROC-24): what the commands of its person do.
 *
 * @param folder for plain files, while they are made and after they were read
 * @param kept for the records of visits, by their numbers; steps are done beside each other
 */
record StepWork(
    DayPlan plan,
    long seed,
    long fileBytesMax,
    ImageSizes sizes,
    LoadPeople people,
    Path folder,
    Map<Integer, KeptRecord> kept) {
  private static final String IMAGING = "ImagingStudy";
  private static final int MAX_TYPE = 32;
  private static final long FIRST_END_MS = Instant.parse("2999-01-01T00:00:00Z").toEpochMilli();

  /** The records of the visits that were uploaded. */
  Map<Integer, KeptRecord> records() {
    return Map.copyOf(kept);
  }

  /** Registers the person of a step. */
  void register(PlannedStep step)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    people.register(
        people.folder(step.person(), step.doctor()), step.doctor() ? Role.DOCTOR : Role.PATIENT);
  }

  /** Does a step of a person that is registered, in its session. */
  void run(PlannedStep step, ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    int visit = step.visit();
    switch (step.kind()) {
      case REGISTER -> throw new IllegalArgumentException("there is no session yet");
      case UPLOAD -> kept.put(visit, upload(visit, session));
      case ENTRUST -> kept.put(visit, new RecordUpload(session).entrust(kept.get(visit)));
      case ATTEST -> {
        Receipt unused = session.require(new AttestRecord(kept.get(visit).id()));
      }
      case GRANT -> grant(visit, session);
      case READ -> read(visit, Purpose.TREAT, session);
      case LOCATE -> locate(kept.get(visit).id(), session);
    }
  }

  private PublicKey key(String doctor) throws UserInputException, IOException {
    return people.folder(doctor, true).card().participant();
  }

  private KeptRecord upload(int number, ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    DayVisit visit = plan.visits().get(number);
    String type = visit.record().type();
    DescribedVisit words =
        new DescribedVisit(
            "doctor:" + people.folder(visit.doctor(), true).name(),
            type.substring(0, Math.min(MAX_TYPE, type.length())),
            visit.record().description(),
            visit.record().timestampMs(),
            Hash.of(Bytes.utf8(visit.record().path() + "/" + number)));
    Path plain = folder.resolve("visit-" + number);
    Files.write(plain, content(number));
    try {
      return new RecordUpload(session).upload(words, key(visit.doctor()), plain);
    } finally {
      Files.delete(plain);
    }
  }

  /** The bytes of a visit's file: random ones, which neither seal nor network can shorten. */
  byte[] content(int number) {
    DayVisit visit = plan.visits().get(number);
    Random random = new Random(seed * 1_000_003 + number);
    long drawn =
        visit.record().type().equals(IMAGING)
            ? sizes.draw(visit.record().description(), random)
            : visit.record().size();
    byte[] content = new byte[(int) Math.max(1, Math.min(fileBytesMax, drawn))];
    random.nextBytes(content);
    return content;
  }

  private void grant(int visit, ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    DirectiveTerms terms =
        new DirectiveTerms(
            session.participant(),
            new DirectiveScope.AllRecords(),
            new Grantee.Party(key(plan.visits().get(visit).reader())),
            Purpose.TREAT);
    // Each end is later than the one before: the same again would be refused as known.
    Receipt unused = session.require(new IssueDirective(terms, FIRST_END_MS + visit));
  }

  /** Reads a record, and compares its file byte for byte. */
  void read(int visit, Purpose purpose, ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    Hash record = kept.get(visit).id();
    Output.Accepted told = session.order(new ReadRecord(record, purpose));
    long unusedPrice = KeySharing.price(told.receipt());
    OpenedDeposit opened = new KeySharing(session).collect(record, told);
    Path target = folder.resolve("read-" + visit + "-" + session.folder().name());
    try {
      var unused = session.files(List.of()).get(opened.record(), opened.key(), target);
      if (!Bytes.of(Files.readAllBytes(target)).equals(Bytes.of(content(visit)))) {
        throw new RefusedException("record " + record.brief() + " has another file than its own");
      }
    } finally {
      Files.deleteIfExists(target);
    }
  }

  /** On the page that f + 1 agencies give, and proved by the state. */
  private static void locate(Hash record, ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    session.settle();
    RecordSearch search = RecordSearch.all().ofPatient(session.participant());
    Page<FoundRecord> page = session.pages().records(search);
    List<Hash> found = page.lines().stream().map(FoundRecord::record).toList();
    if (!found.contains(record) && page.next().isEmpty()) {
      throw new RefusedException("record " + record.brief() + " is on no page of its patient");
    }
    requireProved(record, session);
  }

  /** The record as the state has it, by proof. */
  static void requireProved(Hash record, ParticipantSession session) throws RefusedException {
    if (session.state(Records.entry(record)).isEmpty()) {
      throw new RefusedException("record " + record.brief() + " is not on the ledger");
    }
  }

  /** Whose record a visit's is. */
  ParticipantFolder patient(int visit) throws IOException {
    return people.folder(plan.visits().get(visit).patient(), false);
  }
}
