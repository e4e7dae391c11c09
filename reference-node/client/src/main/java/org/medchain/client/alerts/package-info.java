/** Alerts to a patient about its records and delegates (paper §3.1; PROC-15). */
package org.medchain.client.alerts;
