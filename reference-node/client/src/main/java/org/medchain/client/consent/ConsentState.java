package org.medchain.client.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.AccessTrail;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.Directives;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;

/**
 * An owner's consent as the state proves it: the directives that were not revoked, and the last
 * lines of the audit trail (CON-30, CON-31).
 *
 * @param light that checks the proofs
 * @param owner of the records
 */
public record ConsentState(LightClient light, PublicKey owner) {
  /** The owner's directives by their ids, those whose time is over included. */
  public Map<Hash, ConsentDirective> directives() throws RefusedException {
    Map<Hash, ConsentDirective> directives = new LinkedHashMap<>();
    long count = light.entry(Directives.countEntry(owner)).value().orElse(0L);
    for (long place = 0; place < count; place++) {
      Hash id = light.entry(Directives.placeEntry(owner, place)).value().orElseThrow();
      directives.put(id, light.entry(Directives.entry(id)).value().orElseThrow());
    }
    return directives;
  }

  /** How many reads there were. */
  public AccessTrail trail() throws RefusedException {
    return light.entry(AccessLog.trailEntry(owner)).value().orElse(AccessTrail.NONE);
  }

  /** The lines of a trail that the state holds, the oldest first. */
  public List<AccessEntry> lines(AccessTrail trail) throws RefusedException {
    List<AccessEntry> lines = new ArrayList<>();
    add(0, Math.min(trail.granted(), AccessLog.GRANTED_KEPT), lines);
    add(AccessLog.GRANTED_KEPT, Math.min(trail.refused(), AccessLog.REFUSED_KEPT), lines);
    lines.sort(Comparator.comparingLong(AccessEntry::number));
    return lines;
  }

  private void add(long first, long count, List<AccessEntry> lines) throws RefusedException {
    for (long place = first; place < first + count; place++) {
      light.entry(AccessLog.lineEntry(owner, place)).value().ifPresent(lines::add);
    }
  }
}
