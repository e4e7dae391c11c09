/** Requests of a trial, made from the synthetic records. */
package org.medchain.comparison.workload;
