package org.medchain.contract.fuzz;

import java.util.HashMap;
import java.util.Map;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;

/** The records that the numbers of {@link WhoReads} stand for: a key is a part of each. */
final class WhoReadsRecords {
  private final WhoReadsParties parties;
  private final WhoReads model;
  private final Map<Integer, MedicalRecord> records = new HashMap<>();

  WhoReadsRecords(WhoReadsParties parties, WhoReads model) {
    this.parties = parties;
    this.model = model;
  }

  /** As it is on the chain, or would be signed now. */
  MedicalRecord of(int number) {
    int owner = WhoReadsCast.owner(number);
    if (!model.has(number)) {
      records.put(number, WhoReadsCast.record(number, WhoReadsCast.key(owner, parties.key(owner))));
    }
    return records.get(number);
  }

  Hash id(int number) {
    return of(number).id();
  }

  int numberOf(Hash id) {
    return records.entrySet().stream()
        .filter(each -> each.getValue().id().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
