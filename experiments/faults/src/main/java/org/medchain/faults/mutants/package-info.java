/**
 * Mutation testing with planted defects (DeMillo, Lipton and Sayward 1978): a source patch is
 * compiled in front of the real classes, and the schedules must find it.
 */
package org.medchain.faults.mutants;
