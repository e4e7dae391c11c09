package org.medchain.claims.verdict;

import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.file.Claim;

/**
 * A claim that was decided.
 *
 * @param figures all that its experiment measured
 */
public record ClaimVerdict(Claim claim, Verdict verdict, ClaimFigures figures) {}
