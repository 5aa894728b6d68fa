import type { Given, Made, ViewProps } from '../given.ts';
import { enAttachments } from '../text/en-attachments.ts';
import css from './attachments.css?inline';
import { decodeAttachments, type SharedFile } from './decode-attachments.ts';
import { type FileAddress, fileAddress, readFile, SAVED } from './file-address.ts';
import { sizeText } from './size-text.ts';

const CLIP = 'M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zm0 0v4h4';
const PLAY = 'M8 5v14l11-7z';
/** How wide a picture is at most, in px. */
const WIDEST = 260;
const TALLEST = 320;

interface Props {
  file: SharedFile;
  address: FileAddress;
}
interface State {
  src?: string;
  /** The page's policy lets it not be shown, or it is none. */
  broken?: boolean;
  gone?: boolean;
}

/** The files of a message: pictures as such, sounds and films when they are asked for, all others to be saved. */
export function create({
  h,
  Component,
  Fragment,
  Icon,
  transport,
  porthole,
  style,
  en,
  createT,
}: Given): Made['attachments'] {
  const t = createT({ ...en, ...enAttachments });
  /** By address: a list that is rendered anew asks for nothing anew. */
  const read = new Map<string, ReturnType<typeof readFile>>();
  style(css);

  function ask(url: string, type: string): ReturnType<typeof readFile> {
    const asked = read.get(url) ?? readFile({ transport, porthole }, url, type);
    read.set(url, asked);
    asked.catch(() => read.delete(url));
    return asked;
  }

  class Shared extends Component<Props, State> {
    override state: State = {};
    place: { current: HTMLSpanElement | null } = { current: null };
    observer: IntersectionObserver | undefined;

    override componentDidMount() {
      const { file, address } = this.props;
      const { current } = this.place;
      if (file.kind !== 'image' || !address.ours || !current) return;
      // Not before it comes into view.
      this.observer = new IntersectionObserver((seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        this.observer?.disconnect();
        void this.show();
      });
      this.observer.observe(current);
    }

    override componentWillUnmount() {
      this.observer?.disconnect();
    }

    show = async () => {
      const { file, address } = this.props;
      try {
        const { src } = await ask(address.url ?? '', file.type);
        this.setState({ src });
      } catch {
        this.setState({ gone: true });
      }
    };

    save = async () => {
      const { file, address } = this.props;
      try {
        const { src, fetched } = await readFile({ transport, porthole }, address.url ?? '', SAVED);
        if (!fetched) return void open(src, '_blank', 'noopener,noreferrer');
        const link = document.createElement('a');
        link.href = src;
        link.download = file.name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(src), 60_000);
      } catch {
        this.setState({ gone: true });
      }
    };

    override render({ file, address }: Props, { src, broken, gone }: State) {
      const { name, kind, size, width, height } = file;
      const breaks = () => this.setState({ broken: true });
      if (address.ours && !broken && !gone) {
        if (kind === 'image') {
          const scale = Math.min(1, WIDEST / width, TALLEST / height);
          const box =
            width && height
              ? { width: `${width * scale}px`, aspectRatio: `${width} / ${height}` }
              : { width: `${WIDEST}px`, aspectRatio: '4 / 3' };
          return src ? (
            <a class="picture" href={src} target="_blank" rel="noopener noreferrer" style={box}>
              <img src={src} alt={name} onError={breaks} />
            </a>
          ) : (
            <span class="picture" style={box} ref={this.place} />
          );
        }
        if (kind !== 'file' && src) {
          const Media = kind;
          return <Media class="media" src={src} controls autoplay aria-label={name} onError={breaks} />;
        }
      }
      const about = (
        <>
          <Icon path={address.ours && /^[av]/.test(kind) && !broken ? PLAY : CLIP} />
          <span>
            <b dir="auto">{name}</b>
            <small dir="auto">{gone ? t('gone') : size > 0 && sizeText(size)}</small>
          </span>
        </>
      );
      if (address.ours) {
        const plays = /^[av]/.test(kind) && !broken;
        return (
          <button
            type="button"
            class="file"
            aria-label={`${t(plays ? 'play' : 'save', { name })}${size ? `, ${sizeText(size)}` : ''}`}
            onClick={plays ? this.show : this.save}
          >
            {about}
          </button>
        );
      }
      return address.url ? (
        <a class="file" href={address.url} target="_blank" rel="noopener noreferrer nofollow ugc">
          {about}
        </a>
      ) : (
        <span class="file">{about}</span>
      );
    }
  }

  return ({ message }: ViewProps) => (
    <>
      {decodeAttachments(message?.attachments ?? [], message?.files ?? []).map((file, i) => (
        <Shared key={i} file={file} address={fileAddress(file.link, transport.server)} />
      ))}
    </>
  );
}
