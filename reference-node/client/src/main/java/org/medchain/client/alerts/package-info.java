/** What a patient is told of its records, and of who acts for it. */
package org.medchain.client.alerts;
