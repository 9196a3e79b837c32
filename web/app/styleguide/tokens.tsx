import { Part, States } from "./part";

const colours = [
  "bg-paper",
  "bg-raised",
  "bg-sunken",
  "bg-line",
  "bg-line-strong",
  "bg-soft",
  "bg-ink",
  "bg-accent",
  "bg-accent-strong",
  "bg-on-accent",
  "bg-accent-wash",
  "bg-danger",
  "bg-danger-wash",
  "bg-warning",
  "bg-warning-wash",
];

const sizes = [
  ["text-2xl", "Forty"],
  ["text-xl", "Twenty-eight"],
  ["text-lg", "Twenty"],
  ["text-base", "Sixteen"],
  ["text-sm", "Fourteen"],
  ["text-xs", "Twelve"],
] as const;

const spaces = ["w-1", "w-2", "w-3", "w-4", "w-6", "w-8", "w-12", "w-16"];

export function Tokens() {
  return (
    <>
      <Part title="Colour">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-3">
          {colours.map((name) => (
            <li key={name} className="grid gap-1 text-xs text-soft">
              <span className={`h-12 rounded-md border border-line ${name}`} />
              {name.slice(3)}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Type">
        <div className="grid gap-1">
          {sizes.map(([name, word]) => (
            <p key={name} className={name}>
              {word}
            </p>
          ))}
          <p className="figures text-sm">Figures in columns: 1,111.00 and 8,888.00</p>
          <p className="font-mono text-sm">Code: a3f9 0b11</p>
        </div>
      </Part>
      <Part title="Space">
        <ul className="grid gap-1.5">
          {spaces.map((width) => (
            <li key={width} className="flex items-center gap-3 text-xs text-soft">
              <span className={`h-3 rounded-sm bg-accent ${width}`} />
              {width.slice(2)}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Corners, shadow, motion">
        <States
          states={[
            ["small", <span key="s" className="block size-16 rounded-sm border border-line-strong" />],
            ["medium", <span key="m" className="block size-16 rounded-md border border-line-strong" />],
            ["large", <span key="l" className="block size-16 rounded-lg border border-line-strong" />],
            ["full", <span key="f" className="block size-16 rounded-full border border-line-strong" />],
            ["raised", <span key="r" className="block size-16 rounded-lg bg-raised shadow-raised" />],
            [
              "moves when pointed at",
              <span
                key="q"
                className="block size-16 rounded-lg bg-sunken transition-colors duration-(--motion) ease-(--motion-curve) hover:bg-accent"
              />,
            ],
          ]}
        />
      </Part>
    </>
  );
}
