/**
 * From the synthetic records to the requests of a trial: participants with keys, patient-signed
 * uploads in the dataset's order, and requests that refer to them.
 */
package org.medchain.comparison.workload;
