package org.medchain.faults.host;

import java.util.Optional;
import org.medchain.faults.plan.FaultEvent;

/**
 * What a nemesis did.
 *
 * @param atNs when, from the beginning of the load
 * @param fault which
 * @param begins whether the fault begins, or is healed
 * @param problem why it could not be done; empty if it was
 */
public record NemesisAction(
    long atNs, FaultEvent fault, boolean begins, Optional<String> problem) {}
