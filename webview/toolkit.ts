import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextArea,
} from '@vscode/webview-ui-toolkit';

/**
 * Registers the parts of the webview UI toolkit that the chat uses. The toolkit is deprecated, so it is named in this
 * file only, and each of its elements is wrapped by one component of ours.
 *
 * Left out on purpose: the badge, which sets a `style` attribute against the content security policy, and the dropdown,
 * whose list cannot leave its scroll container nor group its options.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing(), vsCodeTextArea());
}
