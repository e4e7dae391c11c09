/**
 * What a patient is told of its records, and of who acts for it: who changed or read them (paper
 * §3.1; PROC-15).
 */
package org.medchain.client.alerts;
