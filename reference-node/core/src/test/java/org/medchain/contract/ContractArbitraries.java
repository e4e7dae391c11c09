package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.search.SearchValues;
import org.medchain.data.Bytes;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RecordValues;
import org.medchain.incentive.IncentiveArbitraries;

/** Arbitrary values of the contract layer, without meaning. */
final class ContractArbitraries {
  private ContractArbitraries() {}

  static RecordValues values() {
    return SearchValues.in(IncentiveArbitraries.values()).with(Genesis.Terms.class, terms());
  }

  /** Of each kind. */
  static Arbitrary<Operation> operations() {
    RecordValues values = values();
    return Arbitraries.of(
            MedicalModules.REGISTRY.types().stream()
                .<Class<?>>map(OperationType::operation)
                .toList())
        .flatMap(type -> values.of(type).map(Operation.class::cast));
  }

  /** Of each kind. */
  static Arbitrary<Event> events() {
    RecordValues values = values();
    return Arbitraries.of(
            MedicalModules.REGISTRY.modules().stream()
                .flatMap(each -> each.events().stream())
                .<Class<?>>map(EventType::event)
                .toList())
        .flatMap(type -> values.of(type).map(Event.class::cast));
  }

  static Arbitrary<Genesis.Terms> terms() {
    Arbitrary<Long> natural = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(
            natural,
            Arbitraries.integers().between(1, 4).map(count -> keys("node", count)),
            Arbitraries.integers().greaterOrEqual(1),
            DataArbitraries.difficulties(),
            natural,
            DataArbitraries.publicKeys(),
            IncentiveArbitraries.incentives())
        .as(Genesis.Terms::new);
  }

  static Arbitrary<Genesis> geneses() {
    return Combinators.combine(
            terms(),
            Arbitraries.of(Role.PATIENT, Role.DOCTOR).list().ofMaxSize(3),
            DataArbitraries.bytes(0, 9).list().ofMaxSize(2))
        .as(
            (terms, roles, recoveries) -> {
              List<Participant> participants = new ArrayList<>();
              List<PublicKey> keys = keys("participant", roles.size() + 1);
              PublicKey hospital = keys.get(roles.size());
              participants.add(new Participant(hospital, Role.HOSPITAL));
              for (int i = 0; i < roles.size(); i++) {
                participants.add(Participant.of(keys.get(i), roles.get(i), hospital));
              }
              Genesis genesis = new Genesis(terms, participants);
              for (Bytes each : recoveries) {
                genesis = genesis.accepting(each).accepting(each);
              }
              return genesis;
            });
  }

  private static List<PublicKey> keys(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PublicKey(Hash.of(Bytes.utf8(name + i)).toBytes()))
        .toList();
  }
}
