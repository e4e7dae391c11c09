/** What a patient is told of its records: who changed or read them (paper §3.1; PROC-15). */
package org.medchain.participant.alerts;
