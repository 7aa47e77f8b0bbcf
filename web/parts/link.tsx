import type {ReactNode} from "react";
import {embedAddress, useEmbedded} from "../address/index.ts";

/** A link within the app; inside a frame it stays inside. */
export function Link({
  to,
  children,
  className,
  current,
  title,
  label,
}: {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** The page this link leads to is the one shown. */
  readonly current?: boolean;
  readonly title?: string;
  readonly label?: string;
}) {
  const embedded = useEmbedded();
  return (
    <a
      href={embedded ? embedAddress(to) : to}
      className={className}
      title={title}
      aria-label={label}
      aria-current={current === true ? "page" : undefined}
    >
      {children}
    </a>
  );
}
