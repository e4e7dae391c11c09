package org.medchain.contract.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.medchain.data.Coded;

/**
 * A participant's role (paper §2.1, §3.1, §3.2.2, §4; ROLE-8; decision 0210). Codes are part of the
 * state's format; 4, of all institutions alike, is not used again.
 */
public enum Role implements Coded {
  /** Owns records. */
  PATIENT(1),
  /** Makes the data that a patient's record is about, at its hospital. */
  DOCTOR(2),
  /** A hospital that is not a tertiary one. */
  HOSPITAL(3, Duty.STORE, Duty.EMPLOY, Duty.VERIFY, Duty.DEMAND, Duty.KEEP_LEDGER),
  /** Registers participants and finds records false; one a chain, named by the genesis state. */
  REGULATORY_CENTER(5),
  /** A hospital whose nodes may decide on blocks. */
  TERTIARY_HOSPITAL(
      6, Duty.STORE, Duty.EMPLOY, Duty.VERIFY, Duty.DEMAND, Duty.KEEP_LEDGER, Duty.CONSENSUS),
  /** Treats patients, and passes their data on to its superior hospital. */
  TOWNSHIP_HEALTH_CENTER(7, Duty.EMPLOY, Duty.DEMAND, Duty.KEEP_LEDGER),
  /** Keeps people's health records. */
  HEALTH_RECORDS_OFFICE(8, Duty.DEMAND, Duty.KEEP_LEDGER),
  /** Examines on behalf of others. */
  LABORATORY(9, Duty.EMPLOY, Duty.DEMAND),
  /** Medical or commercial insurance. */
  INSURER(10, Duty.DEMAND, Duty.KEEP_LEDGER),
  /** A department of health supervision; not the center, which supervises the chain. */
  SUPERVISION(11, Duty.VERIFY, Duty.DEMAND, Duty.KEEP_LEDGER),
  /** A pharmaceutical company. */
  PHARMA(12, Duty.DEMAND),
  /** A high-level research institution. */
  RESEARCH(13, Duty.VERIFY, Duty.DEMAND, Duty.KEEP_LEDGER, Duty.CONSENSUS),
  /** Reads what a patient lets it read, and buys nothing. */
  PUBLIC_SECURITY(14);

  private final int code;
  private final List<Duty> duties;

  Role(int code, Duty... duties) {
    this.code = code;
    this.duties = List.of(duties);
  }

  /** A duty that only some roles have. */
  public enum Duty {
    /** Hold patients' files, and serve others with what patients shared (§4). */
    STORE,
    /** Have doctors (§3.1). */
    EMPLOY,
    /** Be drawn as a verifier of records (§3.2.6). */
    VERIFY,
    /** Buy access to records (§4). */
    DEMAND,
    /** Run a node that follows and holds the whole ledger (§3.2.2). */
    KEEP_LEDGER,
    /** Run a node that decides on blocks (§3.2.2). */
    CONSENSUS
  }

  /** Whether participants of this role may do it. */
  public boolean has(Duty duty) {
    return duties.contains(duty);
  }

  /** The roles that have a duty. */
  public static List<Role> with(Duty duty) {
    return Arrays.stream(values()).filter(each -> each.has(duty)).toList();
  }

  @Override
  public int code() {
    return code;
  }

  /** For people and files: "township_health_center". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
