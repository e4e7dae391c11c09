package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.economy.EconomyEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.ExitEvents;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;

/** What a random scenario has ordered so far: later operations refer to it. */
final class ScenarioMemory {
  final List<KeyPair> patients;
  final List<KeyPair> doctors;
  final List<KeyPair> hospitals;
  final List<KeyPair> institutions;
  final List<ScenarioRecord> uploads = new ArrayList<>();
  final List<ScenarioGrant> grants = new ArrayList<>();
  final List<ScenarioOffer> offers = new ArrayList<>();
  final List<Hash> vouchers = new ArrayList<>();
  final List<PublicKey> frozen = new ArrayList<>();
  final List<PublicKey> left = new ArrayList<>();
  private final Map<PublicKey, KeyPair> keys = new TreeMap<>();

  /** A grant that was ordered. */
  record ScenarioGrant(ScenarioRecord record, KeyPair reader, DirectiveTerms terms) {}

  /** An offer that was ordered. */
  record ScenarioOffer(KeyPair provider, String type) {}

  ScenarioMemory(ScenarioCast cast) {
    this.patients = new ArrayList<>(cast.patients());
    this.doctors = new ArrayList<>(cast.doctors());
    this.hospitals = new ArrayList<>(cast.hospitals());
    this.institutions = new ArrayList<>(cast.institutions());
    parties().forEach(each -> keys.put(each.publicKey(), each));
  }

  /** All who were registered, or should have been, but the center. */
  List<KeyPair> parties() {
    List<KeyPair> all = new ArrayList<>(patients);
    all.addAll(doctors);
    all.addAll(hospitals);
    all.addAll(institutions);
    return all;
  }

  /** Those who read what others own. */
  List<KeyPair> readers() {
    List<KeyPair> all = new ArrayList<>(hospitals);
    all.addAll(institutions);
    return all;
  }

  /** Grants to read; the others are to pass on. */
  List<ScenarioGrant> toRead() {
    return grants.stream().filter(each -> each.terms().purpose().mayBeRead()).toList();
  }

  /** One more party. */
  void join(KeyPair joining, Role role) {
    keys.put(joining.publicKey(), joining);
    switch (role) {
      case PATIENT -> patients.add(joining);
      case DOCTOR -> doctors.add(joining);
      case HOSPITAL -> hospitals.add(joining);
      default -> institutions.add(joining);
    }
  }

  /** The keys of a party. */
  Optional<KeyPair> keysOf(PublicKey party) {
    return Optional.ofNullable(keys.get(party));
  }

  /** Reads what became of the last block's transactions. */
  void executed(List<Receipt> receipts) {
    for (Receipt receipt : receipts) {
      MedicalModules.events(receipt).forEach(this::apply);
    }
  }

  private void apply(Event event) {
    switch (event) {
      case EconomyEvents.Redeemed redeemed -> vouchers.add(redeemed.voucher());
      case ExitEvents.Left gone -> left.add(gone.participant());
      case ExitEvents.Settled settled -> {
        if (settled.paidOut() > 0) {
          vouchers.add(settled.voucher());
        }
      }
      default -> {}
    }
  }
}
