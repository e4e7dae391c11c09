/**
 * What each mechanism gains (GAME-16): {@link org.medchain.credit.evaluation.PerformanceMeasure}
 * says what is counted, {@link org.medchain.credit.evaluation.MechanismEvaluation} counts before
 * and after.
 */
package org.medchain.credit.evaluation;
