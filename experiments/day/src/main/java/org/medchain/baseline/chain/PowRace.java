package org.medchain.baseline.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour.DoubleSpend;
import org.medchain.adversary.DoubleSpendTerms;
import org.medchain.baseline.RecordEntry;
import org.medchain.consensus.Certificate;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Transaction;
import org.medchain.simulation.fault.ByzantineAssignment;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.observe.SimulationObserver;

/**
 * Miners with a share of the hash power replace a record of a patient who is with them: they mine a
 * branch in secret with another one in its place, and publish it when the first counts as final.
 */
final class PowRace implements SimulationObserver {
  /** Virtual time for a race; the load lasts as long. */
  private static final long UNTIL_S = 6_000;

  private static final int DEFICIT = 30;

  private final Transaction first;
  private final Transaction second;
  private final Map<Long, Block> honest = new TreeMap<>();
  private boolean wasFinal;

  private PowRace(Transaction first, Transaction second) {
    this.first = first;
    this.second = second;
  }

  /**
   * How one ended.
   *
   * @param wasFinal whether the first record had its confirmations at an honest miner
   * @param reversed whether another one stands in its place there at last
   */
  record Result(boolean wasFinal, boolean reversed) {}

  static Result run(
      PowNetwork network, RecordEntry put, RecordEntry other, double share, long seed) {
    Operations patient = network.signer("racer");
    PowRace race =
        new PowRace(
            patient.sign(1, new UploadRecord(PowRecords.onChain(put))),
            patient.sign(1, new UploadRecord(PowRecords.onChain(other))));
    ByzantineAssignment liars =
        (node, correct) ->
            node != 0
                ? correct
                : AdversaryFactory.wrap(
                    ActivePeriod.ALWAYS,
                    List.of(new DoubleSpend(2L * PowNetwork.CONFIRMATIONS, 1, DEFICIT)),
                    correct,
                    new AdversarySetup(
                        network.genesis().membership(),
                        network.genesis().chainParameters(),
                        network.genesis().membership().key(0),
                        List.of(),
                        seed,
                        Map.of(),
                        Optional.of(
                            new DoubleSpendTerms(
                                race.first, race.second, PowNetwork.CONFIRMATIONS))));
    var unused =
        network
            .run(seed, share, liars, load(network, put.author()), race)
            .run(UNTIL_S * PowNetwork.NS_PER_S);
    return race.result();
  }

  /** The patient and the doctor are registered; then something is ordered now and then. */
  private static Load load(PowNetwork network, String doctor) {
    Operations center = network.signer("center");
    List<RequestArrival> all = new ArrayList<>();
    Participant author =
        Participant.of(
            PowNetwork.keys(doctor).publicKey(),
            Role.DOCTOR,
            PowNetwork.keys("node-0").publicKey());
    Participant racer = new Participant(PowNetwork.keys("racer").publicKey(), Role.PATIENT);
    all.add(new RequestArrival(1, 0, center.sign(1, new Register(racer))));
    all.add(new RequestArrival(2, 0, center.sign(2, new Register(author))));
    for (int i = 3; i < UNTIL_S / 100; i++) {
      all.add(
          new RequestArrival(
              100L * i * PowNetwork.NS_PER_S, 0, center.sign(i, new Opaque(Bytes.EMPTY))));
    }
    return new Load.Open(all);
  }

  @Override
  public void committed(int node, long atNs, Block block, Certificate certificate) {
    if (node == 1) {
      honest.put(block.height(), block);
      wasFinal |= block.transactions().contains(first);
    }
  }

  @Override
  public void reverted(int node, long atNs, long height) {
    if (node == 1) {
      honest.keySet().removeIf(each -> each > height);
    }
  }

  private Result result() {
    boolean reversed =
        honest.values().stream().anyMatch(each -> each.transactions().contains(second));
    return new Result(wasFinal, reversed);
  }
}
