package org.medchain.comparison.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.medchain.comparison.config.ArrivalProcess;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.MixConfig;
import org.medchain.comparison.config.PointsConfig;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.SymbolicSignatures;

/** CMP-11: what is asked, by whom, when, and that it follows from the seed alone. */
class WorkloadPlanTest {
  private static final SyntheticRecords RECORDS = CommittedDataset.records();
  private static final Hash CHAIN = Hash.of(Bytes.utf8("a chain"));
  private static final int CLIENTS = 4;

  private static WorkloadConfig workload(
      LoadKind kind, double rateTps, ArrivalProcess arrivals, double durationS, MixConfig mix) {
    return RecordCopy.of(
            WorkloadConfig.open(
                rateTps,
                CLIENTS,
                OptionalDouble.of(durationS),
                OptionalDouble.of(0),
                OptionalDouble.of(10)))
        .with("kind", kind)
        .with("arrivals", arrivals)
        .with("outstanding", 2)
        .with("mix", mix)
        .made();
  }

  private static WorkloadPlan plan(
      SyntheticRecords records, SignatureScheme scheme, WorkloadConfig workload, long seed) {
    ChainParticipants participants = new ChainParticipants(scheme, records, seed, 4, CLIENTS);
    return new WorkloadPlan(
        workload,
        workload.durationS().orElseThrow(),
        PointsConfig.defaults(),
        records,
        participants,
        scheme,
        CHAIN,
        seed);
  }

  private static List<RequestArrival> arrivals(SyntheticRecords records, WorkloadConfig workload) {
    return ((Load.Open) plan(records, new SymbolicSignatures(), workload, 1).load()).arrivals();
  }

  private static WorkloadConfig open(double rateTps, double durationS) {
    return workload(
        LoadKind.OPEN, rateTps, ArrivalProcess.POISSON, durationS, MixConfig.defaults());
  }

  @Property(seed = "551", tries = 5)
  void followsFromTheSeed(@ForAll long seed) {
    Load one = plan(RECORDS, new SymbolicSignatures(), open(50, 10), seed).load();
    Load two = plan(RECORDS, new SymbolicSignatures(), open(50, 10), seed).load();
    Load other = plan(RECORDS, new SymbolicSignatures(), open(50, 10), seed + 1).load();
    assertThat(two).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void everyRequestIsSignedAndNumbered() {
    SignatureScheme scheme = new SymbolicSignatures();
    Map<PublicKey, List<Long>> sequences = new TreeMap<>();
    Load.Open load = (Load.Open) plan(RECORDS, scheme, open(100, 20), 1).load();
    for (RequestArrival arrival : load.arrivals()) {
      Transaction transaction = arrival.transaction();
      assertThat(transaction.attestation().holds(scheme, CHAIN)).isTrue();
      RequestId request = transaction.request();
      sequences.computeIfAbsent(request.sender(), key -> new ArrayList<>()).add(request.sequence());
    }
    for (List<Long> numbers : sequences.values()) {
      for (int i = 0; i < numbers.size(); i++) {
        assertThat(numbers.get(i)).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void recordsAreUploadedInTheDatasetsOrderByTheirPatients() {
    List<MedicalRecord> uploaded = uploads(arrivals(RECORDS, open(100, 10)));
    ChainParticipants people =
        new ChainParticipants(new SymbolicSignatures(), RECORDS, 1, 4, CLIENTS);
    for (int i = 0; i < uploaded.size(); i++) {
      SyntheticRecord source = RECORDS.records().get(i);
      MedicalRecord record = uploaded.get(i);
      assertThat(record.metadata().path()).isEqualTo(source.path());
      assertThat(record.metadata().hash()).isEqualTo(source.sha256());
      assertThat(record.digest().timestampMs()).isEqualTo(source.timestampMs());
      assertThat(record.digest().description()).isEqualTo(source.description());
      assertThat(record.digest().type()).isEqualTo(source.type());
      assertThat(record.patient()).isEqualTo(people.patient(source.patient()).publicKey());
      assertThat(record.digest().doctor()).isEqualTo(people.doctor(source.doctor()).publicKey());
    }
  }

  private static List<MedicalRecord> uploads(List<RequestArrival> arrivals) {
    List<MedicalRecord> uploaded = new ArrayList<>();
    for (RequestArrival arrival : arrivals) {
      if (MedicalModules.operation(arrival.transaction()) instanceof UploadRecord upload) {
        assertThat(arrival.transaction().request().sender()).isEqualTo(upload.record().patient());
        uploaded.add(upload.record());
      }
    }
    return uploaded;
  }

  @Test
  void anExhaustedDatasetGoesRoundUnderAnotherFolder() {
    SyntheticRecords few = RECORDS.first(10);
    List<MedicalRecord> uploaded = uploads(arrivals(few, open(50, 1)));
    assertThat(uploaded).hasSizeGreaterThan(20);
    assertThat(uploaded.stream().map(MedicalRecord::id)).doesNotHaveDuplicates();
    MedicalRecord again = uploaded.get(10);
    assertThat(again.metadata().path()).isEqualTo("pass-2/" + few.records().get(0).path());
    assertThat(again.metadata().hash()).isEqualTo(few.records().get(0).sha256());
  }

  @Test
  void mixIsKept() {
    Map<String, Integer> counts = new TreeMap<>();
    List<RequestArrival> arrivals = arrivals(RECORDS, open(100, 30));
    for (RequestArrival arrival : arrivals) {
      String kind = MedicalModules.operation(arrival.transaction()).type().name();
      counts.merge(kind, 1, Integer::sum);
    }
    double all = arrivals.size();
    assertThat(counts.get("upload") / all).isBetween(0.60, 0.75);
    assertThat(counts.get("read") / all).isBetween(0.07, 0.13);
    assertThat(counts.get("issue directive") / all).isBetween(0.07, 0.13);
    assertThat(counts.get("judge") / all).isBetween(0.03, 0.07);
    assertThat(counts.get("offer") / all).isBetween(0.02, 0.07);
    assertThat(Math.abs(counts.get("offer") - counts.get("demand"))).isLessThan(30);
  }

  /**
   * What is referred to was uploaded, granted or offered about a second earlier, and is used once;
   * a consent is to all of a patient's records.
   */
  @Test
  void nothingRefersToWhatIsYetToComeOrOnItsWay() {
    Map<String, Integer> known = new TreeMap<>();
    Map<Hash, PublicKey> owners = new TreeMap<>();
    Set<Hash> used = new TreeSet<>();
    int number = 0;
    for (RequestArrival arrival : arrivals(RECORDS, open(100, 20))) {
      number++;
      String sender = arrival.transaction().request().sender().toString();
      switch (MedicalModules.operation(arrival.transaction())) {
        case UploadRecord upload -> {
          known.put("upload " + upload.record().id(), number);
          known.putIfAbsent("upload of " + sender, number);
          owners.put(upload.record().id(), upload.record().patient());
        }
        case IssueDirective consent -> {
          assertThat(consent.terms().owner()).hasToString(sender);
          assertEarlier(known, "upload of " + sender, number);
          known.putIfAbsent("consent " + sender + " " + consent.terms().grantee(), number);
        }
        case ReadRecord read -> {
          Grantee reader = new Grantee.Party(arrival.transaction().request().sender());
          assertEarlier(known, "consent " + owners.get(read.record()) + " " + reader, number);
        }
        case JudgeRecord judge -> {
          assertEarlier(known, "upload " + judge.record(), number);
          assertThat(used.add(judge.record())).isTrue();
        }
        case OfferRecords offer -> {
          assertEarlier(known, "upload " + offer.records().get(0), number);
          assertThat(used.add(offer.records().get(0))).isTrue();
          assertThat(known.put("offer " + sender + " " + offer.dataType(), number)).isNull();
        }
        case DemandRecords demand ->
            assertEarlier(known, "offer " + demand.provider() + " " + demand.dataType(), number);
        case Operation other -> throw new AssertionError("not in a workload: " + other);
      }
    }
  }

  private static void assertEarlier(Map<String, Integer> known, String what, int number) {
    assertThat(known).containsKey(what);
    // A quarter of 100 requests a second is one client's.
    assertThat(number - known.get(what)).isGreaterThan(25);
  }

  @Test
  void constantArrivalsAreEquallyFarApart() {
    WorkloadConfig workload =
        workload(LoadKind.OPEN, 10, ArrivalProcess.CONSTANT, 2, MixConfig.defaults());
    List<RequestArrival> arrivals = arrivals(RECORDS, workload);
    assertThat(arrivals).hasSize(19);
    assertThat(arrivals.get(0).atNs()).isEqualTo(100_000_000);
    assertThat(arrivals.get(18).atNs()).isEqualTo(1_900_000_000);
  }

  @Test
  void poissonArrivalsHaveTheirRateAndStopInTime() {
    List<RequestArrival> arrivals = arrivals(RECORDS, open(100, 50));
    // 5000 expected, standard deviation 71.
    assertThat(arrivals).hasSizeBetween(4700, 5300);
    assertThat(arrivals.stream().map(RequestArrival::atNs)).isSorted();
    assertThat(arrivals).allMatch(each -> each.atNs() < 50_000_000_000L);
  }

  @Test
  void aSenderAlwaysUsesItsClient() {
    Map<PublicKey, Integer> clients = new TreeMap<>();
    Set<Integer> used = new TreeSet<>();
    for (RequestArrival arrival : arrivals(RECORDS, open(100, 10))) {
      PublicKey sender = arrival.transaction().request().sender();
      Integer before = clients.put(sender, arrival.client());
      assertThat(before == null || before == arrival.client()).isTrue();
      used.add(arrival.client());
    }
    assertThat(used).containsExactly(0, 1, 2, 3);
  }

  @Test
  void closedLoadGivesEachClientItsOwnRequests() {
    WorkloadConfig workload =
        workload(LoadKind.CLOSED, 1, ArrivalProcess.POISSON, 10, MixConfig.defaults());
    WorkloadPlan plan = plan(RECORDS, new SymbolicSignatures(), workload, 1);
    Load.Closed load = (Load.Closed) plan.load();
    assertThat(load.clients()).isEqualTo(CLIENTS);
    assertThat(load.outstanding()).isEqualTo(2);
    Set<RequestId> names = new TreeSet<>();
    for (int i = 0; i < 400; i++) {
      int client = i % CLIENTS;
      Transaction request = load.source().next(client).orElseThrow();
      assertThat(names.add(request.request())).isTrue();
      assertThat(plan.participants().clientOf(request.request().sender())).isEqualTo(client);
    }
  }
}
